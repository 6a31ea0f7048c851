import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with it, and what would be right. */
  readonly error?: string | undefined;
  /** Gets the ids and states that belong on the input. */
  readonly children: (input: InputAttributes) => ComponentChildren;
}

export interface InputAttributes {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

/** An input with its name, a hint, and beside it what is wrong. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  return (
    <div class={error === undefined ? 'field' : 'field wrong'}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-hint ${id}-error`, 'aria-invalid': error !== undefined })}
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <p class="error" id={`${id}-error`} aria-live="polite">
        {error}
      </p>
    </div>
  );
}
