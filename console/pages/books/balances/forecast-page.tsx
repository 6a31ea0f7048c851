import { useTexts } from '../../../app/context.ts';
import type { PageProps } from '../../../app/page.ts';
import { hrefTo } from '../../../app/route.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Choice } from '../../../ui/inputs.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { choicesOf } from '../shared/choices.ts';
import { ForecastAccounts } from './forecast-accounts.tsx';
import { ForecastGaps } from './forecast-gaps.tsx';
import { dayChoices, type ForecastView, forecastQuery, isCertain } from './forecast-query.ts';
import { Shortfalls } from './shortfalls.tsx';
import { Ways } from './ways.tsx';

/** The balances as they will be, and what is not covered. */
export function Page({ query }: PageProps) {
  const texts = useTexts('balances').forecast;
  const asked = forecastQuery(query);
  const { answer, reload } = useAnswer('GET /forecast', { query: asked });
  const show = (changes: Readonly<Record<string, string>>) => {
    location.hash = hrefTo(['balances', 'forecast'], { ...asked, ...changes });
  };
  const days = choicesOf(dayChoices, asked.days ?? '');
  return (
    <>
      <PageHeading text={texts.title} />
      <Ways current="forecast" />
      <div class="search">
        <Choice label={texts.days} options={days} value={asked.days ?? ''} set={(value) => show({ days: value })} />
        <Choice
          label={texts.movements}
          options={texts.movementChoices}
          value={asked.movements ?? ''}
          set={(value) => show({ movements: value })}
        />
      </div>
      <Answered of={answer} reload={reload}>
        {(body) => <All view={body} />}
      </Answered>
    </>
  );
}

function All({ view }: { view: ForecastView }) {
  const texts = useTexts('balances');
  return (
    <>
      <p class="quiet">
        {texts.asOf} <Moment at={view.at} />, {texts.forecast.until} <Moment at={view.until} />
      </p>
      <Shortfalls first={view.firstShortfall} all={view.shortfalls} isCertain={isCertain(view)} />
      <ForecastAccounts view={view} />
      <ForecastGaps view={view} />
    </>
  );
}
