import { useTexts } from '../../../app/context.ts';
import { wordsOfReason } from '../../../texts/words-of.ts';
import { Moment } from '../../../ui/moment.tsx';
import { CodeNote } from './code-note.tsx';
import type { InstructionView } from './shown-content.ts';
import { phaseOf } from './status-phase.ts';

const looks = { before: '', moving: '', doubt: 'warn', ended: '' } as const;

/** Where it stands, why, and what to do about that. */
export function Standing({ instruction }: { instruction: InstructionView }) {
  const texts = useTexts('payments');
  const codes = useTexts('codes');
  const { status, reason, heldReason, notBefore, absentSince } = instruction;
  const code = heldReason ?? reason;
  const look = status === 'settled' ? 'good' : looks[phaseOf(status)];
  return (
    <section class={`notice ${look}`} aria-label={texts.standing}>
      <p>
        <strong>{codes.statuses[status].name}</strong>
      </p>
      {code === undefined ? (
        <CodeNote words={codes.statuses[status]} />
      ) : (
        <>
          <p>{codes.statuses[status].means}</p>
          <CodeNote words={wordsOfReason(codes, code, heldReason !== undefined)} code={code} />
        </>
      )}
      {notBefore !== undefined && (
        <p>
          {texts.notBefore} <Moment at={notBefore} />
        </p>
      )}
      {absentSince !== undefined && (
        <p>
          {texts.absentSince} <Moment at={absentSince} />
        </p>
      )}
    </section>
  );
}
