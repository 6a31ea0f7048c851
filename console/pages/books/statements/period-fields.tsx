import { useState } from 'preact/hooks';
import { flawOf } from '../../../api/flaw-of.ts';
import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Choice, DayInput } from '../../../ui/inputs.tsx';
import { choicesOf } from '../shared/choices.ts';
import { useNames } from '../shared/use-names.ts';
import type { Period } from './period.ts';

interface PeriodFieldsProps {
  /** What the address says. */
  readonly shown: Period;
  /** What the last answer said against it. */
  readonly error: unknown;
}

/** Which days are looked at. It goes into the address. */
export function PeriodFields({ shown, error }: PeriodFieldsProps) {
  const texts = useTexts('statements');
  const books = useTexts('books');
  const names = useNames();
  const [form, setForm] = useState(shown);
  const field = (name: keyof Period) => ({
    value: form[name],
    set: (value: string) => setForm((last) => ({ ...last, [name]: value })),
    error: flawOf(error, name),
  });
  const show = (event: Event) => {
    event.preventDefault();
    location.hash = hrefTo(['statements'], { ...form });
  };
  return (
    <form class="search" onSubmit={show}>
      <Choice
        label={books.account}
        any={texts.allAccounts}
        options={choicesOf(names.accounts, form.account)}
        {...field('account')}
      />
      <DayInput label={texts.from} hint={texts.daysHint} {...field('from')} />
      <DayInput label={texts.to} {...field('to')} />
      <Choice label={books.coin} any={texts.allCoins} options={choicesOf(names.coins, form.coin)} {...field('coin')} />
      <div class="actions">
        <button type="submit" class="main">
          {texts.show}
        </button>
      </div>
    </form>
  );
}
