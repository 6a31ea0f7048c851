import { useTexts } from '../../../app/context.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { ChangeTable } from './change-table.tsx';
import { PauseCard } from './pause-card.tsx';
import { usePause } from './pause-context.ts';
import { StopForm } from './stop-form.tsx';

/** Stop, and what is stopped now. The form comes first and waits for nothing. */
export function Page() {
  const texts = useTexts('stop');
  const { answer, reload } = usePause();
  return (
    <>
      <PageHeading text={texts.title} />
      <StopForm />
      <h2>{texts.inForce}</h2>
      <Answered of={answer} reload={reload}>
        {({ pauses, changes }, readAt) => (
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
            <h2>{texts.changes}</h2>
            <ChangeTable changes={changes} />
          </>
        )}
      </Answered>
    </>
  );
}
