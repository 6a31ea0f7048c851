import { useApp, useTexts } from '../../../app/context.ts';
import { Moment } from '../../../ui/moment.tsx';
import {
  type Check,
  checkDetails,
  checkName,
  firstRunWords,
  hasNotRun,
  limitWords,
  runbookHeading,
} from './health-words.ts';

/** One check: how it stands, when it was last well, and what to do. */
export function CheckCard({ check }: { check: Check }) {
  const { language } = useApp();
  const texts = useTexts('health');
  const limits = limitWords(check, texts, language);
  return (
    <li class={hasNotRun(check) ? 'card' : `card state-${check.state}`}>
      <h2>
        {checkName(check, texts)}: {hasNotRun(check) ? texts.notRun : texts.states[check.state]}
      </h2>
      {hasNotRun(check) ? <p>{firstRunWords(check, texts)}</p> : <LastRun check={check} />}
      <ul class="plain">
        {checkDetails(check, texts).map((detail) => (
          <li key={detail}>{detail}</li>
        ))}
      </ul>
      {check.state !== 'good' && !hasNotRun(check) && (
        <p>
          <strong>{texts.whatToDo}</strong> {texts.advice[check.check]} {texts.runbook(runbookHeading(check.runbook))}
        </p>
      )}
      {limits !== undefined && <p class="quiet">{limits}</p>}
    </li>
  );
}

function LastRun({ check }: { check: Check }) {
  const texts = useTexts('health');
  if (check.check === 'backlog' || check.at === undefined) return null;
  return (
    <p>
      {texts.last[check.check]} <Moment at={check.at} />
    </p>
  );
}
