import { useId } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { Field } from '../../../ui/field.tsx';
import { NameInput } from '../../../ui/inputs.tsx';
import { type ScopeForm, scopeForms, scopeKinds } from './scope.ts';
import type { StopForm } from './stop-request.ts';
import { useKnownNames } from './use-known-names.ts';

interface ScopeFieldsProps {
  readonly form: StopForm;
  readonly set: (changes: Partial<StopForm>) => void;
  readonly nameError: string | undefined;
}

/** What is to be stopped. Everything is chosen already: to narrow it is the extra step. */
export function ScopeFields({ form, set, nameError }: ScopeFieldsProps) {
  const texts = useTexts('stop');
  const group = useId();
  return (
    <>
      <fieldset>
        <legend>{texts.scope}</legend>
        {scopeForms.map((each) => (
          <label key={each} class="choice">
            <input
              type="radio"
              name={group}
              value={each}
              checked={form.form === each}
              onChange={() => set({ form: each, name: '' })}
            />
            <span>{texts.forms[each]}</span>
          </label>
        ))}
      </fieldset>
      {form.form === 'kind' && <KindField form={form} set={set} />}
      {(form.form === 'coin' || form.form === 'destination' || form.form === 'sweep') && (
        <NameField key={form.form} of={form.form} name={form.name} set={set} error={nameError} />
      )}
    </>
  );
}

function KindField({ form, set }: Pick<ScopeFieldsProps, 'form' | 'set'>) {
  const texts = useTexts('stop');
  return (
    <Field label={texts.kind}>
      {(input) => (
        <select {...input} value={form.kind} onChange={({ currentTarget: { value } }) => set({ kind: value })}>
          {scopeKinds.map((kind) => (
            <option key={kind} value={kind}>
              {texts.scopes.kinds[kind]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface NameFieldProps {
  readonly of: Exclude<ScopeForm, 'all' | 'kind'>;
  readonly name: string;
  readonly set: ScopeFieldsProps['set'];
  readonly error: string | undefined;
}

/** A name from the list of those that are configured, or any other: what is not listed can be stopped too. */
function NameField({ of: form, name, set, error }: NameFieldProps) {
  const texts = useTexts('stop');
  const known = useKnownNames(form);
  const isUnknown = known !== undefined && name.trim() !== '' && !known.includes(name.trim());
  const hint = known === undefined ? texts.namesUnknown : isUnknown ? texts.nameNotListed : texts.nameHint;
  return (
    <NameInput
      label={texts.names[form]}
      hint={hint}
      error={error}
      known={known ?? []}
      value={name}
      set={(value) => set({ name: value })}
    />
  );
}
