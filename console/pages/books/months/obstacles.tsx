import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { type MonthView, type Obstacle, obstaclesIn } from './month-view.ts';

/** What is left to do before the month can be signed. */
export function Obstacles({ view }: { view: MonthView }) {
  const texts = useTexts('months');
  if (view.state !== 'open') return null;
  const obstacles = obstaclesIn(view);
  return (
    <section>
      <h2>{texts.obstacles.title}</h2>
      {obstacles.length === 0 && <p>{texts.obstacles.none}</p>}
      <ul>
        {obstacles.map((obstacle, index) => (
          <li key={index}>
            <Words obstacle={obstacle} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ obstacle }: { obstacle: Obstacle }) {
  const texts = useTexts('months').obstacles;
  const books = useTexts('books');
  if (obstacle.kind === 'other') return <span>{obstacle.words}</span>;
  const { account } = obstacle;
  if (obstacle.kind === 'days') {
    const { from, to, state } = obstacle;
    const isOne = from === to;
    return (
      <span>
        <a href={isOne ? hrefTo(['statements', account, from]) : hrefTo(['statements'], { account, from, to })}>
          {isOne ? `${account}, ${from}` : `${account}, ${from} – ${to}`}
        </a>
        : {books.dayStates[state]}
      </span>
    );
  }
  return (
    <span>
      <a href={hrefTo(['statements', account, obstacle.date])}>{`${account}, ${obstacle.date}`}</a>:{' '}
      {texts.noNote(obstacle.id)}
    </span>
  );
}
