import { useState } from 'preact/hooks';
import { recentMonths } from '../../../../functions/shared/statements/close/recent-months.ts';
import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { obstaclesIn, standingSignOffs } from './month-view.ts';

/** A month is read as a whole each time, so only of the last ones it is said how they stand. */
const standingShown = 3;

/** The months that can be closed, the last one first. */
export function Page() {
  const texts = useTexts('months');
  const [months] = useState(() => recentMonths(Date.now()).toReversed());
  return (
    <>
      <PageHeading text={texts.title} />
      <p>{texts.meaning}</p>
      <ul class="cards">
        {months.map((month, index) => (
          <li key={month} class="card">
            <a href={hrefTo(['months', month])}>{month}</a>
            {index < standingShown && <Standing month={month} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Standing({ month }: { month: string }) {
  const texts = useTexts('months');
  const shell = useTexts('shell');
  const { answer } = useAnswer('GET /statements/months/{month}', { path: { month } });
  if (answer.state === 'loading') return <p class="quiet">{shell.loading}</p>;
  if (answer.state === 'failed') return <p class="quiet">{texts.standingUnknown}</p>;
  const { body } = answer;
  const obstacles = obstaclesIn(body).length;
  return (
    <p>
      {texts.states[body.state]}
      {body.state === 'open' && ` ${texts.standing(standingSignOffs(body).length, obstacles)}`}
    </p>
  );
}
