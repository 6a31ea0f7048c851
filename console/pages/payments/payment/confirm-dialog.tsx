import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { ActionButton } from '../../../ui/action-button.tsx';

interface ConfirmDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly look: 'main' | 'danger';
  readonly isRunning: boolean;
  readonly isDisabled: boolean;
  readonly run: () => void;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/**
 * Says in words what is about to be done, and does it only then. Escape and Back do nothing but close it: the browser
 * then gives the focus back to where it came from.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, confirm, look, isRunning, isDisabled, run, close, children } = props;
  const { decide: texts } = useTexts('payments');
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
      aria-labelledby="confirm-title"
      onCancel={(event) => {
        if (isRunning) event.preventDefault();
      }}
      onClose={close}
    >
      <h2 id="confirm-title" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {children}
      <div class="actions">
        <ActionButton
          action={{ isRunning, error: undefined, run }}
          label={confirm}
          running={texts.sending}
          look={look}
          isDisabled={isDisabled}
        />
        <button type="button" aria-disabled={isRunning} onClick={() => !isRunning && dialog.current?.close()}>
          {texts.back}
        </button>
      </div>
    </dialog>
  );
}
