import { useTexts } from '../../../app/context.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Field } from '../../../ui/field.tsx';
import { coinsFor, isBank, type ProposalField, type ProposalForm } from './proposal-form.ts';

interface ProposalFieldsProps {
  readonly form: ProposalForm;
  readonly set: (changes: Partial<ProposalForm>) => void;
  /** Of the policy. */
  readonly coins: readonly string[];
  readonly wrong: (field: ProposalField) => string | undefined;
}

export function ProposalFields(props: ProposalFieldsProps) {
  const { form, set } = props;
  const texts = useTexts('destinations').proposal;
  const kinds = [
    { kind: 'crypto', label: texts.crypto },
    { kind: 'bank', label: texts.bank },
  ];
  return (
    <>
      <fieldset>
        <legend>{texts.kind}</legend>
        {kinds.map(({ kind, label }) => (
          <label key={kind} class="choice">
            <input
              type="radio"
              name="kind"
              value={kind}
              checked={form.kind === kind}
              onChange={() => set({ kind, coin: '' })}
            />{' '}
            {label}
          </label>
        ))}
      </fieldset>
      <TextField {...props} field="id" label={texts.id} hint={texts.idHint} />
      <CoinField {...props} />
      {isBank(form) ? (
        <TextField {...props} field="bankAccount" label={texts.bankAccount} hint={texts.bankAccountHint} />
      ) : (
        <>
          <TextField {...props} field="chain" label={texts.chain} hint={texts.chainHint} />
          <TextField {...props} field="address" label={texts.address} hint={texts.addressHint} />
          {form.address !== '' && (
            <p>
              <span class="quiet">{texts.reads}</span> <Blocks text={form.address} copy={false} />
            </p>
          )}
          <TextField {...props} field="tag" label={texts.tag} hint={texts.tagHint} />
        </>
      )}
    </>
  );
}

interface TextFieldProps extends ProposalFieldsProps {
  readonly field: ProposalField;
  readonly label: string;
  readonly hint: string;
}

function TextField({ form, set, wrong, field, label, hint }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={wrong(field)}>
      {(input) => (
        <input
          {...input}
          autoComplete="off"
          autoCapitalize="off"
          spellcheck={false}
          value={form[field]}
          onInput={({ currentTarget: { value } }) => set({ [field]: value.trim() })}
        />
      )}
    </Field>
  );
}

function CoinField({ form, set, coins, wrong }: ProposalFieldsProps) {
  const texts = useTexts('destinations').proposal;
  return (
    <Field label={texts.coin} error={wrong('coin')}>
      {(input) => (
        <select {...input} value={form.coin} onChange={({ currentTarget: { value } }) => set({ coin: value })}>
          <option value="">{texts.chooseCoin}</option>
          {coinsFor(form, coins).map((coin) => (
            <option key={coin} value={coin}>
              {coin}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
