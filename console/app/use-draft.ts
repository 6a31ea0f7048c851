import { useState } from 'preact/hooks';
import { useApp } from './context.ts';

type Texts = Readonly<Record<string, string>>;

/** The texts of a form. They are still there when somebody comes back to it, until it was sent. */
export function useDraft<Form extends Texts>(name: string, initial: Form) {
  const { drafts } = useApp().session;
  const [form, setForm] = useState<Form>(() => restored(initial, drafts.read(name)));
  const set = (changes: Partial<Form>) =>
    setForm((last) => {
      const next = { ...last, ...changes };
      drafts.write(name, next);
      return next;
    });
  const clear = () => {
    drafts.drop(name);
    setForm(initial);
  };
  return { form, set, clear };
}

/** A draft of another version of the form may lack a field, or have one more. */
function restored<Form extends Texts>(initial: Form, kept: unknown): Form {
  if (typeof kept !== 'object' || kept === null) return initial;
  const known = Object.entries(kept).filter(([key, value]) => Object.hasOwn(initial, key) && typeof value === 'string');
  return { ...initial, ...Object.fromEntries(known) };
}
