import { useTexts } from '../../../app/context.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { CheckCard } from './check-card.tsx';
import { byWeight, checkName, type HealthView, hasNotRun } from './health-words.ts';

/** Whether all is well, in the first line; then each part, what is not well at the top. */
export function Page() {
  const texts = useTexts('health');
  const { answer, reload } = useAnswer('GET /health', {}, { everyMs: 60_000 });
  return (
    <>
      <PageHeading text={texts.title} />
      <Answered of={answer} reload={reload}>
        {(health) => <Health health={health} />}
      </Answered>
    </>
  );
}

function Health({ health: { at, state, checks } }: { health: HealthView }) {
  const texts = useTexts('health');
  const count = checks.filter((check) => check.state !== 'good').length;
  const isNew = state === 'unknown' && checks.every((check) => check.state === 'good' || hasNotRun(check));
  const look = isNew ? '' : { good: 'good', late: 'warn', unknown: 'warn', bad: 'bad' }[state];
  return (
    <>
      <div class={`notice ${look}`} role="status">
        <p>
          <strong>{isNew ? texts.notRunYet : texts.overall[state]}</strong>{' '}
          {state !== 'good' && !isNew && texts.notWell(count)}
        </p>
        <p>
          {texts.asOf} <Moment at={at} />
        </p>
      </div>
      {checks.some(hasNotRun) && <p>{texts.firstRunAdvice}</p>}
      <ul class="cards">
        {byWeight(checks).map((check) => (
          <CheckCard key={checkName(check, texts)} check={check} />
        ))}
      </ul>
    </>
  );
}
