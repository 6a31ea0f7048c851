import { useState } from 'preact/hooks';
import { RefusedError } from '../../../api/errors.ts';
import { useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { useDraft } from '../../../app/use-draft.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Field, type InputAttributes } from '../../../ui/field.tsx';
import { amountFlaw } from '../ask/amount-flaw.ts';

interface ProofField {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly kind: 'amount' | 'line' | 'lines';
}

type Typed = Readonly<Record<string, string>>;

interface ProofFormProps {
  /** What was typed is kept under it. */
  readonly name: string;
  readonly fields: readonly ProofField[];
  readonly label: string;
  readonly send: (typed: Typed) => Promise<void>;
}

/** A form of a few texts. What the API says of one is said beside it. */
export function ProofForm({ name, fields, label, send }: ProofFormProps) {
  const texts = useTexts('destinations').prove;
  const amounts = useTexts('requests').quantity;
  const { form, set, clear } = useDraft<Typed>(name, Object.fromEntries(fields.map((field) => [field.name, ''])));
  const [isTried, setTried] = useState(false);
  const wrong = (field: ProofField): string | undefined => {
    const text = form[field.name] ?? '';
    if (text.trim() === '') return texts.empty;
    const flaw = field.kind === 'amount' ? amountFlaw(text) : undefined;
    return flaw === undefined ? undefined : amounts[flaw];
  };
  const action = useAction(async () => {
    setTried(true);
    if (fields.some((field) => wrong(field) !== undefined)) return;
    await send(form);
    clear();
    setTried(false);
  });
  return (
    <div class="form">
      {fields.map((field) => (
        <Field
          key={field.name}
          label={field.label}
          hint={field.hint}
          error={isTried ? (wrong(field) ?? saidOf(field.name, action.error)) : undefined}
        >
          {(input) => (
            <ProofInput
              input={input}
              kind={field.kind}
              value={form[field.name] ?? ''}
              type={(value) => set({ [field.name]: value })}
            />
          )}
        </Field>
      ))}
      {action.error !== undefined && <Failure error={action.error} />}
      <div class="actions">
        <ActionButton action={action} look="main" label={label} running={texts.running} />
      </div>
    </div>
  );
}

interface ProofInputProps {
  readonly input: InputAttributes;
  readonly kind: ProofField['kind'];
  readonly value: string;
  readonly type: (value: string) => void;
}

function ProofInput({ input, kind, value, type }: ProofInputProps) {
  if (kind === 'lines') {
    return (
      <textarea
        {...input}
        rows={4}
        value={value}
        onInput={({ currentTarget }) => type(currentTarget.value.replaceAll('\r\n', '\n'))}
      />
    );
  }
  return (
    <input
      {...input}
      inputMode={kind === 'amount' ? 'decimal' : 'text'}
      autoComplete="off"
      spellcheck={false}
      value={value}
      onInput={({ currentTarget }) => type(currentTarget.value.trim())}
    />
  );
}

function saidOf(field: string, error: unknown): string | undefined {
  if (!(error instanceof RefusedError)) return undefined;
  const flaw = error.details.find((each) => each.field === field);
  return flaw === undefined ? undefined : `${flaw.reason}; ${flaw.expected}`;
}
