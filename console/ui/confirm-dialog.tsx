import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Action } from '../app/use-action.ts';
import { ActionButton } from './action-button.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly look: 'main' | 'danger';
  /** What the button says while it runs, and the one that goes back. */
  readonly running: string;
  readonly back: string;
  readonly action: Pick<Action, 'isRunning' | 'run'>;
  readonly isDisabled?: boolean;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/**
 * Says in words what is about to be done, and does it only then. Escape and Back do nothing but close it: the browser
 * then gives the focus back to where it came from.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, confirm, look, running, back, action, isDisabled = false, close, children } = props;
  const { isRunning } = action;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    heading.current?.focus();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        if (isRunning) event.preventDefault();
      }}
      onClose={close}
    >
      <h2 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
      <div class="actions">
        <ActionButton action={action} label={confirm} running={running} look={look} isDisabled={isDisabled} />
        <button type="button" aria-disabled={isRunning} onClick={() => !isRunning && dialog.current?.close()}>
          {back}
        </button>
      </div>
    </dialog>
  );
}
