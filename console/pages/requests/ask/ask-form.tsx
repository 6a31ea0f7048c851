import { useEffect, useRef, useState } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { Field } from '../../../ui/field.tsx';
import { DestinationField } from './destination-field.tsx';
import { type FormProblem, saidOf } from './form-problem.ts';
import { FundFromField } from './fund-from-field.tsx';
import { ObjectionNotes } from './objection-notes.tsx';
import { type AskedField, objectionsFor } from './objections.ts';
import { PreviewFacts } from './preview-facts.tsx';
import { type Destination, formFlaws, type RequestForm } from './request-form.ts';
import { usePreview } from './use-preview.ts';
import { flawWords, refusalWords } from './words.ts';

interface AskFormProps {
  readonly draft: { readonly form: RequestForm; readonly set: (changes: Partial<RequestForm>) => void };
  readonly entries: readonly Entry[];
  readonly suggested: string;
  readonly problem: FormProblem | undefined;
  readonly review: (destination: Destination) => void;
}

/** Whoever pressed the button is at what is wrong first. */
function focusFirstWrong(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"], .wrong button')?.focus();
}

/** The form of a payment. What is wrong is said beside its field, as it is typed. */
export function AskForm({ draft: { form, set }, entries, suggested, problem, review }: AskFormProps) {
  const texts = useTexts('requests');
  const codes = useTexts('codes');
  const element = useRef<HTMLFormElement>(null);
  // What nobody has typed into yet is not wrong yet.
  const [touched, setTouched] = useState<ReadonlySet<AskedField>>(new Set());
  const [tries, setTries] = useState(0);
  const destination = entries.find(({ id }) => id === form.destination);
  const preview = usePreview(form, destination, tries);
  const objections = preview.state === 'ready' ? preview.preview.objections : [];
  const flaws = formFlaws({ ...form, destination: destination?.id ?? '' });
  const words = flawWords(texts, flaws);
  useEffect(() => {
    if (tries > 0 || problem !== undefined) focusFirstWrong(element.current);
  }, [tries, problem]);

  // Whoever comes back from the summary, or asks for another payment, pressed a button that is gone.
  useEffect(() => {
    if (document.activeElement === document.body) element.current?.querySelector('fieldset')?.focus();
  }, []);

  const type = (field: AskedField, value: string) => {
    setTouched((last) => new Set([...last, field]));
    set({ [field]: value });
  };
  const wrong = (field: AskedField): string | undefined => {
    const own = words[field];
    if (own !== undefined) return tries > 0 || touched.has(field) ? own : undefined;
    return refusalWords(texts, codes, objectionsFor(field, objections)) ?? saidOf(field, problem, form);
  };
  const isRefused = Object.keys(flaws).length > 0 || objections.some(({ effect }) => effect === 'refuse');
  const goOn = () => {
    if (destination !== undefined && !isRefused) review(destination);
    else setTries((last) => last + 1);
  };
  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        goOn();
      }}
    >
      {problem !== undefined && (
        <p class="notice bad" role="alert">
          {problem.words}
        </p>
      )}
      <DestinationField
        entries={entries}
        picked={form.destination}
        suggested={suggested}
        error={wrong('destination')}
        pick={(id) => set({ destination: id, fundFrom: '' })}
      />
      <ObjectionNotes objections={objectionsFor('destination', objections)} />
      <Field label={texts.quantity.label(destination?.coin ?? '')} hint={texts.quantity.hint} error={wrong('quantity')}>
        {(input) => (
          <input
            {...input}
            inputMode="decimal"
            autoComplete="off"
            value={form.quantity}
            onInput={({ currentTarget: { value } }) => type('quantity', value.trim())}
          />
        )}
      </Field>
      <ObjectionNotes objections={objectionsFor('quantity', objections)} />
      <Field label={texts.note.label} hint={texts.note.hint} error={wrong('note')}>
        {(input) => (
          <input
            {...input}
            autoComplete="off"
            value={form.note}
            onInput={({ currentTarget: { value } }) => type('note', value)}
          />
        )}
      </Field>
      <Field label={texts.instructionId.label} hint={texts.instructionId.hint} error={wrong('instructionId')}>
        {(input) => (
          <input
            {...input}
            autoComplete="off"
            spellcheck={false}
            value={form.instructionId}
            onInput={({ currentTarget: { value } }) => type('instructionId', value.trim())}
          />
        )}
      </Field>
      <FundFromField
        destination={destination}
        value={form.fundFrom}
        error={wrong('fundFrom')}
        choose={(account) => type('fundFrom', account)}
      />
      <ObjectionNotes objections={objectionsFor('fundFrom', objections)} />
      <PreviewFacts state={preview} />
      <div class="actions">
        <button type="submit" class="main">
          {texts.review}
        </button>
      </div>
      <p role="status">{tries > 0 && isRefused ? texts.wrongFields : ''}</p>
    </form>
  );
}
