import { useEffect, useState } from 'preact/hooks';
import { flawOf } from '../../../api/flaw-of.ts';
import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Choice, DayInput, TextInput } from '../../../ui/inputs.tsx';
import { useFocusWrong } from '../../../ui/use-focus-wrong.ts';
import type { SearchForm } from './search-filter.ts';

interface SearchFieldsProps {
  /** What the address says. */
  readonly searched: SearchForm;
  /** What the last answer said against it. */
  readonly error: unknown;
}

/** What is searched by now and then. It is in sight where the address names it. */
const rarer = ['destination', 'requestedBy', 'approvedBy', 'exchangeOrderId', 'txId', 'order'] as const;

/** The search. It goes into the address, so that a colleague gets the same by it. */
export function SearchFields({ searched, error }: SearchFieldsProps) {
  const texts = useTexts('activity');
  const books = useTexts('books');
  const codes = useTexts('codes');
  const statuses = Object.fromEntries(Object.entries(codes.statuses).map(([status, { name }]) => [status, name]));
  const [form, setForm] = useState(searched);
  const set = (name: keyof SearchForm) => (value: string) => setForm((last) => ({ ...last, [name]: value }));
  const field = (name: keyof SearchForm) => ({ value: form[name], set: set(name), error: flawOf(error, name) });
  const { form: element, mark } = useFocusWrong();
  useEffect(() => {
    if (error !== undefined) mark();
  }, [error]);
  const search = (event: Event) => {
    event.preventDefault();
    location.hash = hrefTo(['activity'], trimmed(form));
  };
  return (
    <search>
      <form ref={element} class="search" onSubmit={search}>
        <Choice label={texts.status} {...field('status')} any={texts.any} options={statuses} />
        <Choice label={texts.kind} {...field('kind')} any={texts.any} options={books.kinds} />
        <TextInput label={texts.coin} {...field('coin')} hint={texts.coinHint} />
        <DayInput label={texts.from} hint={texts.dayHint} {...field('from')} />
        <DayInput label={texts.to} {...field('to')} />
        <details class="rarer" open={rarer.some((name) => searched[name] !== '')}>
          <summary>{texts.rarer}</summary>
          <TextInput label={texts.destination} {...field('destination')} hint={texts.destinationHint} />
          <TextInput label={texts.requestedBy} {...field('requestedBy')} hint={texts.personHint} />
          <TextInput label={texts.approvedBy} {...field('approvedBy')} />
          <TextInput label={texts.exchangeOrderId} {...field('exchangeOrderId')} />
          <TextInput label={texts.txId} {...field('txId')} />
          <Choice
            label={texts.order}
            {...field('order')}
            any={texts.orders.newest}
            options={{ oldest: texts.orders.oldest }}
          />
        </details>
        <div class="actions">
          <button type="submit" class="main">
            {texts.search}
          </button>
          <a href={hrefTo(['activity'])}>{texts.clear}</a>
        </div>
      </form>
    </search>
  );
}

/** What is copied from elsewhere has a space at its end easily. */
function trimmed(form: SearchForm): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(form).map(([name, text]) => [name, text.trim()]));
}
