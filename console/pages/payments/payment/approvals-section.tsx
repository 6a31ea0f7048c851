import { useTexts } from '../../../app/context.ts';
import { wordsOfReason } from '../../../texts/words-of.ts';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { CodeNote } from './code-note.tsx';
import type { ApprovalSummary, Payment } from './read-payment.ts';
import { phaseOf } from './status-phase.ts';

/** Whose word counts, whose is missing, and until when. */
export function ApprovalsSection({ payment: { summary } }: { payment: Payment }) {
  const { approvals: texts } = useTexts('payments');
  const codes = useTexts('codes');
  if (summary.state !== 'ready') return null;
  const { body } = summary;
  const isOpen = phaseOf(body.status) === 'before';
  return (
    <section>
      <h2>{texts.title}</h2>
      <dl class="facts">
        <Fact name={texts.takes}>{texts.people(body.requires.quorum, body.requires.groups.join(', '))}</Fact>
        <Fact name={texts.approved}>
          <Approved approvals={body.approvals} />
        </Fact>
        {isOpen && (
          <Fact name={texts.missing}>{texts.missingPeople(body.missing.people, body.missing.groups.join(', '))}</Fact>
        )}
        <Fact name={texts.mayNot}>
          {body.mayNotApprove.length === 0
            ? texts.nobody
            : body.mayNotApprove.map((person) => (
                <p key={person} class="line">
                  <UserText text={person} />
                </p>
              ))}
        </Fact>
        {isOpen && (
          <Fact name={texts.until}>
            <Moment at={body.expiresAt} />
          </Fact>
        )}
        {body.notBefore !== undefined && (
          <Fact name={texts.notBefore}>
            <Moment at={body.notBefore} />
          </Fact>
        )}
      </dl>
      {body.destinationUnconfirmed === true && <p class="notice warn">{texts.unconfirmed}</p>}
      {isOpen && body.forbidden !== undefined && (
        <div class="notice bad">
          <p>
            <strong>{texts.forbidden}</strong>
          </p>
          <CodeNote words={wordsOfReason(codes, body.forbidden, false)} code={body.forbidden} />
        </div>
      )}
      {body.pauses.map((pause) => (
        <Pause key={pause.scope} pause={pause} />
      ))}
    </section>
  );
}

function Approved({ approvals }: Pick<ApprovalSummary, 'approvals'>) {
  const { approvals: texts } = useTexts('payments');
  if (approvals.length === 0) return <>{texts.nobodyYet}</>;
  return (
    <>
      {approvals.map(({ by, at, groups }) => (
        <p key={by} class="line">
          <UserText text={by} /> ({groups.join(', ')}), <Moment at={at} />
        </p>
      ))}
    </>
  );
}

/** It can be approved meanwhile. */
function Pause({ pause: { scope, by, at, reason } }: { pause: ApprovalSummary['pauses'][number] }) {
  const { approvals: texts } = useTexts('payments');
  return (
    <div class="notice warn">
      <p>
        <strong>{texts.paused(scope)}</strong>
      </p>
      <p>
        <UserText text={by} />, <Moment at={at} />: <UserText text={reason} />
      </p>
    </div>
  );
}
