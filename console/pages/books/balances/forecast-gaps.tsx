import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import type { ForecastView } from './forecast-query.ts';

/** What the forecast does not know, so that nobody relies on more than it says. */
export function ForecastGaps({ view }: { view: ForecastView }) {
  const texts = useTexts('balances').forecast;
  const { history, notForecast, feesUnknown, unscheduled, complete, runsLeftOut } = view;
  return (
    <section>
      <h2>{texts.gaps}</h2>
      <ul>
        <li>{texts.waiting}</li>
        {history !== undefined && (
          <li>
            {history.known ? texts.history(history.from, history.to, history.days, history.leftOut) : texts.noHistory}
          </li>
        )}
        {!complete && <li>{texts.incomplete}</li>}
        {runsLeftOut > 0 && <li>{texts.runsLeftOut(runsLeftOut)}</li>}
        {unscheduled.length > 0 && <li>{texts.unscheduled(unscheduled.join(', '))}</li>}
        <Payments words={texts.notForecast} ids={notForecast} />
        <Payments words={texts.feesUnknown} ids={feesUnknown} />
      </ul>
    </section>
  );
}

function Payments({ words, ids }: { words: string; ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <li>
      {words}{' '}
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <a href={hrefTo(['payments', id])}>{id}</a>
        </span>
      ))}
    </li>
  );
}
