import { useTexts } from '../../../app/context.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Field } from '../../../ui/field.tsx';
import { groupDigits } from '../../../ui/group-digits.ts';
import { fundingChoices } from './funding-choices.ts';
import type { Destination } from './request-form.ts';

interface FundFromFieldProps {
  readonly destination: Destination | undefined;
  readonly value: string;
  readonly error: string | undefined;
  readonly choose: (account: string) => void;
}

/** From where what is lacking is moved first. Shown only where the policy in force lets somebody choose. */
export function FundFromField({ destination, value, error, choose }: FundFromFieldProps) {
  const texts = useTexts('requests').fundFrom;
  const { answer } = useAnswer('GET /policy', {});
  const choices =
    answer.state === 'ready' ? fundingChoices(answer.body.inForce.policy.funding, destination) : undefined;
  if (choices === undefined || destination === undefined) return null;
  return (
    <Field label={texts.label} hint={texts.hint(`${groupDigits(choices.most)} ${destination.coin}`)} error={error}>
      {(input) => (
        <select {...input} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          <option value="">{texts.none}</option>
          {choices.accounts.map((account) => (
            <option key={account} value={account}>
              {texts.from(account)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
