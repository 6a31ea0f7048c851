import { useState } from 'preact/hooks';
import { RefusedError } from '../../../api/errors.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { SignNote } from '../../../ui/sign-note.tsx';
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
  const { api, me, signer } = useApp();
  const texts = useTexts('months').sign;
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const sign = useAction(async () => {
    await signer.send({ purpose: 'month', decision: 'close', subject: { id: month, digest } }, (signed) =>
      api.call('POST /statements/months/{month}/sign-offs', { path: { month }, body: { digest, ...signed } }),
    );
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
      <button type="button" class="main" onClick={() => setOpen(true)}>
        {texts.open(month)}
      </button>
      {isOpen && (
        <ConfirmDialog
          title={texts.title(month)}
          confirm={texts.sign}
          look="main"
          running={texts.signing}
          back={texts.back}
          action={sign}
          close={close}
        >
          <p>{texts.says(me.person)}</p>
          <p>
            <Blocks text={digest} copy={false} />
          </p>
          <p>{isSecond ? texts.freezes : texts.waits}</p>
          <SignNote purpose="month" id={month} />
          <Refusal error={sign.error} readAgain={readAgain} />
        </ConfirmDialog>
      )}
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
