import { useTexts } from '../../../app/context.ts';
import { wordsOfReason } from '../../../texts/words-of.ts';
import { Blocks } from '../../../ui/blocks.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import type { InstructionView } from './shown-content.ts';
import { type Attempt, type Step, type TimelineEntry, timelineOf } from './timeline.ts';

/** What happened, the oldest first, and what is known of it at the exchange and on the chain. */
export function TimelineSection({ instruction }: { instruction: InstructionView }) {
  const { timeline: texts } = useTexts('payments');
  const { exchangeOrderId, txId } = instruction;
  return (
    <section>
      <h2>{texts.title}</h2>
      {(exchangeOrderId !== undefined || txId !== undefined) && (
        <dl class="facts">
          {exchangeOrderId !== undefined && (
            <Fact name={texts.order}>
              <Blocks text={exchangeOrderId} />
            </Fact>
          )}
          {txId !== undefined && (
            <Fact name={texts.transaction}>
              <Blocks text={txId} />
            </Fact>
          )}
        </dl>
      )}
      <ol class="timeline">
        {timelineOf(instruction).map((entry) => (
          <li key={entry.step.version}>
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Entry({ entry: { step, attempt, repeated, lastAt } }: { entry: TimelineEntry }) {
  const { timeline: texts } = useTexts('payments');
  const codes = useTexts('codes');
  const waits = step.to === 'approved' && step.reason !== 'approval-given';
  const words = step.reason === undefined ? undefined : wordsOfReason(codes, step.reason, waits);
  return (
    <>
      <p>
        <strong>{codes.statuses[step.to].name}</strong>, <Moment at={step.at} />, {texts.by} <UserText text={step.by} />
      </p>
      {words !== undefined && <p>{words.means}</p>}
      {step.reason !== undefined && <p class="code">{step.reason}</p>}
      {repeated > 0 && (
        <p>
          {texts.repeated(repeated)} <Moment at={lastAt} />
        </p>
      )}
      {step.evidence !== undefined && (
        <p>
          {texts.evidence} <UserText text={step.evidence} />
        </p>
      )}
      <ExchangeCode of={step} />
      {attempt !== undefined && <AttemptNote attempt={attempt} />}
    </>
  );
}

/** One sending, as it was written down before it left. */
function AttemptNote({ attempt }: { attempt: Attempt }) {
  const { timeline: texts } = useTexts('payments');
  const { outcomes } = useTexts('codes');
  return (
    <div class="attempt">
      <p>
        {texts.attempt(attempt.number)}: {attempt.outcome === undefined ? texts.noOutcome : outcomes[attempt.outcome]}
      </p>
      <p class="quiet">
        {texts.signedAt} <Moment at={attempt.timestamp} />
        {attempt.takenAt !== undefined && (
          <>
            ; {texts.takenAt} <Moment at={attempt.takenAt} />
          </>
        )}
      </p>
      <ExchangeCode of={attempt} />
    </div>
  );
}

/** The exchange's own code or word, and what it means. */
function ExchangeCode({ of: { exchangeCode, localCode, meaning } }: { of: Step | Attempt }) {
  const { timeline: texts } = useTexts('payments');
  const code = exchangeCode ?? localCode;
  if (code === undefined) return null;
  return (
    <p>
      {exchangeCode === undefined ? texts.ourCode : texts.exchangeCode} <UserText text={code} />
      {meaning !== undefined && (
        <>
          : <span lang="en">{meaning}</span>
        </>
      )}
    </p>
  );
}
