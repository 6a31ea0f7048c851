import { useTexts } from '../../../app/context.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { ChangeTable } from './change-table.tsx';
import { PauseCard } from './pause-card.tsx';
import { usePause } from './pause-context.ts';
import { StopForm } from './stop-form.tsx';

/** What is stopped now, and the way to stop more, which waits for no answer. */
export function Page() {
  const texts = useTexts('stop');
  const { answer, reload } = usePause();
  return (
    <>
      <PageHeading text={texts.title} />
      <h2>{texts.inForce}</h2>
      <Answered of={answer} reload={reload}>
        {({ pauses }, readAt) => (
          <>
            <p class="quiet">
              {texts.readAt} <Moment at={readAt.toISOString()} />
            </p>
            {pauses.length === 0 ? (
              <p class="notice good">{texts.nothing}</p>
            ) : (
              <ul class="cards">
                {pauses.map((pause) => (
                  <PauseCard key={pause.scope} pause={pause} />
                ))}
              </ul>
            )}
          </>
        )}
      </Answered>
      <h2>{texts.open}</h2>
      <StopForm />
      {answer.state === 'ready' && (
        <>
          <h2>{texts.changes}</h2>
          <ChangeTable changes={answer.body.changes} />
        </>
      )}
    </>
  );
}
