import { useRef, useState } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { useDraft } from '../../../app/use-draft.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { groupDigits } from '../../../ui/group-digits.ts';
import { SignNote } from '../../../ui/sign-note.tsx';
import { type Decision, isApprovalSigned } from './decision.ts';
import type { Payment } from './read-payment.ts';
import { ShownInWords } from './shown-in-words.tsx';
import type { DecisionFlow } from './use-decision.ts';

interface DialogProps {
  /** What stood on the screen when the dialog was opened. */
  readonly confirmed: Payment;
  readonly flow: DecisionFlow;
  readonly isCurrent: boolean;
  readonly close: () => void;
}

export function ApproveDialog({ confirmed, flow, isCurrent, close }: DialogProps) {
  const { decide: texts } = useTexts('payments');
  const { coin, quantity } = confirmed.shown;
  const run = () => void flow.decide(confirmed, { kind: 'approve' }).then(close);
  return (
    <ConfirmDialog
      title={texts.approveTitle}
      confirm={texts.approveNow(`${groupDigits(quantity)} ${coin}`)}
      look="main"
      running={texts.sending}
      back={texts.back}
      action={{ isRunning: flow.isSending, run }}
      isDisabled={!isCurrent}
      close={close}
    >
      <p>{texts.approveMeans}</p>
      <ShownInWords payment={confirmed} />
      <SignNote purpose="payment" id={confirmed.shown.instructionId} isAsked={isApprovalSigned(confirmed)} />
      {!isCurrent && <p role="alert">{texts.changedFirst}</p>}
    </ConfirmDialog>
  );
}

export function CancelDialog({ confirmed, flow, isCurrent, close }: DialogProps) {
  const { decide: texts } = useTexts('payments');
  const run = () => void flow.decide(confirmed, { kind: 'cancel' }).then(close);
  return (
    <ConfirmDialog
      title={texts.cancelTitle}
      confirm={texts.cancelNow}
      look="danger"
      running={texts.sending}
      back={texts.back}
      action={{ isRunning: flow.isSending, run }}
      isDisabled={!isCurrent}
      close={close}
    >
      <p>{texts.cancelMeans}</p>
      <ShownInWords payment={confirmed} />
      {!isCurrent && <p role="alert">{texts.changedFirst}</p>}
    </ConfirmDialog>
  );
}

/** Who asked for it wants to know why. */
export function DeclineDialog({ confirmed, flow, isCurrent, close }: DialogProps) {
  const { decide: texts } = useTexts('payments');
  const { form, set, clear } = useDraft(`decline ${confirmed.shown.instructionId}`, { reason: '' });
  const [isMissing, setMissing] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const reason = form.reason.trim();
  const run = async () => {
    setMissing(reason === '');
    if (reason === '') return input.current?.focus();
    const decision: Decision = { kind: 'decline', reason };
    const outcome = await flow.decide(confirmed, decision);
    if (outcome?.kind === 'taken') clear();
    return close();
  };
  return (
    <ConfirmDialog
      title={texts.declineTitle}
      confirm={texts.declineNow}
      look="danger"
      running={texts.sending}
      back={texts.back}
      action={{ isRunning: flow.isSending, run: () => void run() }}
      isDisabled={!isCurrent}
      close={close}
    >
      <p>{texts.declineMeans}</p>
      <ShownInWords payment={confirmed} />
      <Field label={texts.reason} hint={texts.reasonHint} error={isMissing ? texts.reasonMissing : undefined}>
        {(attributes) => (
          <textarea
            {...attributes}
            ref={input}
            rows={3}
            maxLength={256}
            dir="auto"
            value={form.reason}
            onInput={({ currentTarget: { value } }) => set({ reason: value.replaceAll(/[\r\n]+/g, ' ') })}
          />
        )}
      </Field>
      {!isCurrent && <p role="alert">{texts.changedFirst}</p>}
    </ConfirmDialog>
  );
}
