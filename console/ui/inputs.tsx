import { useId } from 'preact/hooks';
import { Field } from './field.tsx';

export interface InputProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly error?: string | undefined;
}

/** A line of text that the browser neither completes nor corrects: a name, an id, an address. */
export function TextInput({ label, hint, value, set, error, list }: InputProps & { readonly list?: string }) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(input) => (
        <input
          {...input}
          type="text"
          list={list}
          value={value}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          onInput={({ currentTarget }) => set(currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A name out of those that are known, or any other. */
export function NameInput({ known, ...input }: InputProps & { readonly known: readonly string[] }) {
  const list = useId();
  return (
    <>
      <TextInput {...input} list={list} />
      <datalist id={list}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}

/** A day. An address may name a time of the day too, which stays as it is. */
export function DayInput(props: InputProps) {
  const { label, hint, value, set, error } = props;
  if (value !== '' && !/^\d{4}-\d\d-\d\d$/.test(value)) return <TextInput {...props} />;
  return (
    <Field label={label} hint={hint} error={error}>
      {(input) => (
        <input {...input} type="date" value={value} onInput={({ currentTarget }) => set(currentTarget.value)} />
      )}
    </Field>
  );
}

interface ChoiceProps extends InputProps {
  /** What stands for no choice. Absent where one has to be made. */
  readonly any?: string;
  /** What can be chosen, each with its words. */
  readonly options: Readonly<Record<string, string>>;
}

/** One of a few. */
export function Choice({ label, hint, value, set, error, any, options }: ChoiceProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(input) => (
        <select {...input} value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
          {any !== undefined && <option value="">{any}</option>}
          {Object.entries(options).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
