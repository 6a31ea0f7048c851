import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import { StopForm } from './stop-form.tsx';

/** The button of every page that stops sending, and the dialog that it opens. Nothing is loaded for it. */
export function StopButton() {
  const texts = useTexts('stop');
  const { route } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isSending, setSending] = useState(false);
  const heading = useId();
  // Who goes to another page has left the dialog.
  useEffect(() => dialog.current?.close(), [route.path]);
  const open = () => {
    setOpen(true);
    dialog.current?.showModal();
  };
  // Whoever closed it meanwhile has to know whether it is stopped.
  const tellSending = (isNow: boolean) => {
    setSending(isNow);
    if (!isNow && dialog.current?.open === false) open();
  };
  return (
    <>
      <button type="button" class="danger stop" aria-haspopup="dialog" onClick={open}>
        {texts.open}
      </button>
      <dialog ref={dialog} aria-labelledby={heading} onClose={() => setOpen(false)}>
        <div class="dialog-top">
          <h2 id={heading}>{texts.title}</h2>
          <button type="button" class="small" onClick={() => dialog.current?.close()}>
            {texts.close}
          </button>
        </div>
        {(isOpen || isSending) && (
          <>
            <StopForm tellSending={tellSending} />
            {route.path !== '/stop' && <a href="#/stop">{texts.toPage}</a>}
          </>
        )}
      </dialog>
    </>
  );
}
