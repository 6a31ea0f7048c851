import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Action } from '../../app/use-action.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Failure } from '../../ui/failure.tsx';

interface ConfirmStepProps {
  readonly ask: string;
  /** What it is asked about, for who only hears the button. */
  readonly about: string;
  /** What would follow. */
  readonly means: string;
  readonly confirm: string;
  readonly running: string;
  readonly keep: string;
  readonly action: Action;
  /** What more there is to read. */
  readonly children?: ComponentChildren;
}

/** Two presses for what is not to happen by a slip. The focus goes with what is asked, and back. */
export function ConfirmStep({ ask, about, means, confirm, running, keep, action, children }: ConfirmStepProps) {
  const [isAsked, setAsked] = useState(false);
  const wasAsked = useRef(false);
  const question = useRef<HTMLParagraphElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsked) question.current?.focus();
    else if (wasAsked.current) opener.current?.focus();
    wasAsked.current = isAsked;
  }, [isAsked]);
  if (!isAsked)
    return (
      <button ref={opener} type="button" aria-label={`${ask} (${about})`} onClick={() => setAsked(true)}>
        {ask}
      </button>
    );
  return (
    <fieldset class="notice warn" aria-label={ask}>
      <p ref={question} tabIndex={-1}>
        {means}
      </p>
      {children}
      {action.error !== undefined && <Failure error={action.error} />}
      <div class="actions">
        <ActionButton action={action} label={confirm} running={running} look="main" />
        <button type="button" onClick={() => setAsked(false)}>
          {keep}
        </button>
      </div>
    </fieldset>
  );
}
