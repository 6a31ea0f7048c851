import { useTexts } from '../../../app/context.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { deployerWords, History } from './history.tsx';
import { InForce } from './in-force.tsx';
import { Waiting } from './waiting.tsx';

/** The rules: what waits and can be vetoed, what is in force, and how it came to that. */
export function Page() {
  const texts = useTexts('policy');
  const { answer, reload } = useAnswer('GET /policy', {}, { everyMs: 60_000 });
  return (
    <>
      <PageHeading text={texts.title} />
      <p>{texts.about}</p>
      <Answered of={answer} reload={reload}>
        {(policy) => (
          <>
            <h2>{texts.waiting}</h2>
            <Waiting policy={policy} reload={reload} />
            <h2>{texts.inForce}</h2>
            <p>
              {texts.since(deployerWords(policy.inForce.by, texts))} <Moment at={policy.inForce.since} />
            </p>
            <InForce policy={policy.inForce.policy} />
            <h2>{texts.history}</h2>
            <History key={policy.events.at(-1)?.number} />
          </>
        )}
      </Answered>
    </>
  );
}
