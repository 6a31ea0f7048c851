import { useRef, useState } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { useDraft } from '../../../app/use-draft.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { SignNote } from '../../../ui/sign-note.tsx';
import type { Payment } from './read-payment.ts';
import { ShownInWords } from './shown-in-words.tsx';
import type { DecisionFlow } from './use-decision.ts';

interface ResolutionFormProps {
  readonly payment: Payment;
  readonly flow: DecisionFlow;
  readonly isCurrent: boolean;
}

type Became = 'settled' | 'failed';

/** What this person says became of the money, and what that rests on. */
export function ResolutionForm({ payment, flow, isCurrent }: ResolutionFormProps) {
  const { doubt: texts, decide } = useTexts('payments');
  const { form, set, clear } = useDraft(`resolve ${payment.shown.instructionId}`, { became: '', evidence: '' });
  const [wrong, setWrong] = useState<'became' | 'evidence'>();
  const [confirmed, setConfirmed] = useState<{ readonly payment: Payment; readonly became: Became }>();
  const first = useRef<HTMLInputElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const evidence = form.evidence.trim();
  const isBlocked = !payment.isAsShown || !isCurrent || flow.isSending;
  const check = () => {
    const became = becameOf(form.became);
    if (became === undefined) {
      setWrong('became');
      return first.current?.focus();
    }
    if (evidence === '') {
      setWrong('evidence');
      return input.current?.focus();
    }
    setWrong(undefined);
    return setConfirmed({ payment, became });
  };
  const send = async () => {
    if (confirmed === undefined) return;
    const outcome = await flow.decide(confirmed.payment, { kind: 'resolve', became: confirmed.became, evidence });
    if (outcome?.kind === 'taken') clear();
    setConfirmed(undefined);
  };
  return (
    <>
      <h3>{texts.yourWord}</h3>
      <fieldset aria-describedby="became-error">
        <legend>{texts.became}</legend>
        {(['settled', 'failed'] as const).map((choice, index) => (
          <label key={choice} class="choice">
            <input
              ref={index === 0 ? first : null}
              type="radio"
              name="became"
              value={choice}
              checked={form.became === choice}
              onChange={() => set({ became: choice })}
            />
            <span>{texts.choices[choice]}</span>
          </label>
        ))}
        <p class="error" id="became-error" aria-live="polite">
          {wrong === 'became' && texts.becameMissing}
        </p>
      </fieldset>
      <Field
        label={texts.evidenceLabel}
        hint={texts.evidenceHint}
        error={wrong === 'evidence' ? texts.evidenceMissing : undefined}
      >
        {(attributes) => (
          <textarea
            {...attributes}
            ref={input}
            rows={4}
            maxLength={1000}
            dir="auto"
            value={form.evidence}
            onInput={({ currentTarget: { value } }) => set({ evidence: value.replaceAll(/[\r\n]+/g, ' ') })}
          />
        )}
      </Field>
      <p>{isBlocked && (payment.isAsShown ? decide.changedFirst : decide.digestFirst)}</p>
      <div class="actions">
        <button type="button" class="main" disabled={isBlocked} onClick={check}>
          {texts.check}
        </button>
      </div>
      {confirmed !== undefined && (
        <ConfirmDialog
          title={texts.confirmTitle[confirmed.became]}
          confirm={texts.confirm[confirmed.became]}
          look="danger"
          running={decide.sending}
          back={decide.back}
          action={{ isRunning: flow.isSending, run: () => void send() }}
          isDisabled={!isCurrent}
          close={() => setConfirmed(undefined)}
        >
          <p>{texts.confirmMeans[confirmed.became]}</p>
          <ShownInWords payment={confirmed.payment} />
          <p>
            {texts.evidence} <bdi dir="auto">{evidence}</bdi>
          </p>
          <p>{texts.neverAgain}</p>
          <SignNote purpose={confirmed.became} id={confirmed.payment.shown.instructionId} />
          {!isCurrent && <p role="alert">{decide.changedFirst}</p>}
        </ConfirmDialog>
      )}
    </>
  );
}

function becameOf(text: string): Became | undefined {
  return text === 'settled' || text === 'failed' ? text : undefined;
}
