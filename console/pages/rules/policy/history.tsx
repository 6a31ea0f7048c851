import { useState } from 'preact/hooks';
import type { BodyOfResponse } from '../../../api/routes.ts';
import { useApp, useTexts } from '../../../app/context.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import type { PolicyTexts } from '../../../texts/en/policy.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { ChangesTable } from './changes-table.tsx';
import { changeOf } from './policy-sections.ts';
import { pathWords } from './policy-words.ts';

type Event = BodyOfResponse<'GET /policy/history'>['events'][number];

/** Who brought a policy: a deployment has no name of its own. */
export const deployerWords = (by: string, texts: PolicyTexts): string => (by === 'deploy' ? texts.deployment : by);

/** All that happened to the policy, the newest first, a page at a time. */
export function History({ after }: { after?: string }) {
  const texts = useTexts('policy');
  const { answer, reload } = useAnswer('GET /policy/history', { query: after === undefined ? {} : { after } });
  const [isMore, setMore] = useState(false);
  return (
    <Answered of={answer} reload={reload}>
      {({ events, unreadable, next }) => (
        <>
          {unreadable !== undefined && <p class="notice bad">{texts.unreadable(unreadable.join(', '))}</p>}
          <ol class="cards">
            {events.map((event) => (
              <EventCard key={event.number} event={event} />
            ))}
          </ol>
          {next !== undefined &&
            (isMore ? (
              <History after={next} />
            ) : (
              <button type="button" onClick={() => setMore(true)}>
                {texts.earlier}
              </button>
            ))}
        </>
      )}
    </Answered>
  );
}

function EventCard({ event: { number, what, by, at, actsAt, changes, paths } }: { event: Event }) {
  const { language } = useApp();
  const texts = useTexts('policy');
  return (
    <li class="card">
      <p>
        <strong>
          {number}. {texts.events[what]}
        </strong>{' '}
        <Moment at={at} /> ({deployerWords(by, texts)})
      </p>
      {actsAt !== undefined && (
        <p>
          {texts.actsFrom} <Moment at={actsAt} />
        </p>
      )}
      {changes === undefined && paths !== undefined && (
        <p>{paths.map((path) => pathWords(path, texts, language)).join('; ')}</p>
      )}
      {changes !== undefined && changes.length > 0 && (
        <details>
          <summary>{texts.showChanges(changes.length)}</summary>
          <ChangesTable label={texts.events[what]} changes={changes.map(changeOf)} />
        </details>
      )}
    </li>
  );
}
