import { useId, useRef } from 'preact/hooks';
import { RefusedError } from '../../../api/errors.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Blocks } from '../../../ui/blocks.tsx';
import { Failure } from '../../../ui/failure.tsx';
import type { MonthView } from './month-view.ts';

interface SignButtonProps {
  readonly view: MonthView;
  /** Whether somebody has signed the same already. */
  readonly isSecond: boolean;
  readonly reload: () => Promise<void>;
  /** Told when it was signed and read anew. */
  readonly signed: () => void;
}

/** Signs the month that is shown, after one more look at what is signed. */
export function SignButton({ view: { month, digest }, isSecond, reload, signed }: SignButtonProps) {
  const { api, me } = useApp();
  const texts = useTexts('months').sign;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  const sign = useAction(async () => {
    await api.call('POST /statements/months/{month}/sign-offs', { path: { month }, body: { digest } });
    close();
    await reload();
    signed();
  });
  const readAgain = () => {
    close();
    void reload();
  };
  return (
    <>
      <p>{isSecond ? texts.second : texts.first}</p>
      <button type="button" class="main" onClick={() => dialog.current?.showModal()}>
        {texts.open(month)}
      </button>
      <dialog ref={dialog} aria-labelledby={id}>
        <h2 id={id}>{texts.title(month)}</h2>
        <p>{texts.says(me.person)}</p>
        <p>
          <Blocks text={digest} copy={false} />
        </p>
        <p>{isSecond ? texts.freezes : texts.waits}</p>
        <Refusal error={sign.error} readAgain={readAgain} />
        <div class="actions">
          <ActionButton action={sign} label={texts.sign} running={texts.signing} look="main" />
          <button type="button" onClick={close}>
            {texts.back}
          </button>
        </div>
      </dialog>
    </>
  );
}

/** What the API says against it: where something changed, which parts. */
function Refusal({ error, readAgain }: { error: unknown; readAgain: () => void }) {
  const texts = useTexts('months').sign;
  if (error === undefined) return null;
  if (!(error instanceof RefusedError && error.code === 'digest-mismatch')) return <Failure error={error} />;
  return (
    <>
      <p>{texts.changed}</p>
      <Failure error={error} retry={{ label: texts.readAgain, run: readAgain }} />
    </>
  );
}
