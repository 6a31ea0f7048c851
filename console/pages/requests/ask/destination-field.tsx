import { useEffect, useRef, useState } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { hrefTo } from '../../../app/route.ts';
import { Field } from '../../../ui/field.tsx';
import { inOrder, search } from '../destinations/order.ts';
import { DestinationFacts } from './destination-facts.tsx';

interface DestinationFieldProps {
  readonly entries: readonly Entry[];
  /** The id of what is picked; empty for none. */
  readonly picked: string;
  /** The id that the page was opened with. */
  readonly suggested: string;
  readonly error: string | undefined;
  readonly pick: (id: string) => void;
}

/** So many can be looked through; more are found by typing. */
const shownMax = 12;

/** Picks a destination, and shows where it pays to, whole. */
export function DestinationField({ entries, picked, suggested, error, pick }: DestinationFieldProps) {
  const texts = useTexts('requests').destination;
  const entry = entries.find(({ id }) => id === picked);
  const element = useRef<HTMLFieldSetElement>(null);
  const [picks, setPicks] = useState(0);
  // The button that was pressed is gone: whoever pressed it is at what it brought.
  useEffect(() => {
    if (picks > 0) element.current?.focus();
  }, [picks]);
  const take = (id: string) => {
    setPicks((last) => last + 1);
    pick(id);
  };
  const isOffered = suggested !== picked && entries.some(({ id }) => id === suggested);
  return (
    <fieldset ref={element} tabIndex={-1} class={error === undefined ? 'field' : 'field wrong'}>
      <legend>{texts.label}</legend>
      {isOffered && (
        <button type="button" onClick={() => take(suggested)}>
          {texts.useSuggested(suggested)}
        </button>
      )}
      {entry === undefined ? (
        <Choice entries={entries} pick={take} error={picked === '' ? error : texts.unknown(picked)} />
      ) : (
        <Picked entry={entry} pick={take} />
      )}
      {entry !== undefined && (
        <p class="error" aria-live="polite">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Picked({ entry, pick }: { entry: Entry; pick: (id: string) => void }) {
  const texts = useTexts('requests').destination;
  return (
    <div class="card">
      <DestinationFacts entry={entry} />
      <button type="button" onClick={() => pick('')}>
        {texts.change}
      </button>
    </div>
  );
}

function Choice({ entries, pick, error }: Pick<DestinationFieldProps, 'entries' | 'pick' | 'error'>) {
  const texts = useTexts('requests').destination;
  const [typed, setTyped] = useState('');
  const found = search(inOrder(entries.filter(({ status }) => status !== 'revoked')), typed);
  const shown = found.slice(0, shownMax);
  return (
    <>
      <Field label={texts.search} hint={texts.searchHint} error={error}>
        {(input) => (
          <input
            {...input}
            type="search"
            autoComplete="off"
            value={typed}
            onInput={({ currentTarget: { value } }) => setTyped(value)}
          />
        )}
      </Field>
      <p role="status">{found.length === 0 ? texts.none : texts.found(shown.length, found.length)}</p>
      <ul class="cards">
        {shown.map((entry) => (
          <li key={entry.id} class="card">
            <button type="button" class="main" onClick={() => pick(entry.id)}>
              {entry.id}
            </button>
            <DestinationFacts entry={entry} isBrief />
          </li>
        ))}
      </ul>
      <p>
        <a href={hrefTo(['destinations', 'new'])}>{texts.propose}</a>
      </p>
    </>
  );
}
