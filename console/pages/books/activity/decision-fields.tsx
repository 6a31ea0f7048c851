import { useState } from 'preact/hooks';
import { flawOf } from '../../../api/flaw-of.ts';
import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { DayInput, TextInput } from '../../../ui/inputs.tsx';
import type { DecisionForm } from './decision-filter.ts';

interface DecisionFieldsProps {
  /** What the address says. */
  readonly searched: DecisionForm;
  /** What the last answer said against it. */
  readonly error: unknown;
}

/** The search among decisions, which goes into the address. */
export function DecisionFields({ searched, error }: DecisionFieldsProps) {
  const texts = useTexts('activity');
  const [form, setForm] = useState(searched);
  const field = (name: keyof DecisionForm) => ({
    value: form[name],
    set: (value: string) => setForm((last) => ({ ...last, [name]: value })),
    error: flawOf(error, name),
  });
  const search = (event: Event) => {
    event.preventDefault();
    location.hash = hrefTo(['activity', 'decisions'], { ...form, person: form.person.trim() });
  };
  return (
    <search>
      <form class="search" onSubmit={search}>
        <TextInput label={texts.decisions.person} hint={texts.personHint} {...field('person')} />
        <DayInput label={texts.decisions.from} hint={texts.dayHint} {...field('from')} />
        <DayInput label={texts.decisions.to} {...field('to')} />
        <div class="actions">
          <button type="submit" class="main">
            {texts.search}
          </button>
          <a href={hrefTo(['activity', 'decisions'])}>{texts.clear}</a>
        </div>
      </form>
    </search>
  );
}
