import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { dayAfter } from '../shared/days.ts';

/** The way to the days around this one, and back to all. */
export function OtherDays({ account, date }: { account: string; date: string }) {
  const texts = useTexts('statements');
  const [before, after] = [dayAfter(date, -1), dayAfter(date, 1)];
  return (
    <p class="ways">
      {before !== undefined && <a href={hrefTo(['statements', account, before])}>{texts.dayBefore(before)}</a>}
      {after !== undefined && <a href={hrefTo(['statements', account, after])}>{texts.dayAfter(after)}</a>}
      <a href={hrefTo(['statements'], { account })}>{texts.toAll(account)}</a>
    </p>
  );
}
