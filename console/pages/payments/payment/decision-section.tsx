import { useState } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { wordsOfError } from '../../../texts/words-of.ts';
import { CodeNote } from './code-note.tsx';
import { ApproveDialog, CancelDialog, DeclineDialog } from './decision-dialogs.tsx';
import type { PossibleDecisions, Verdict } from './possible-decisions.ts';
import type { Payment } from './read-payment.ts';
import type { DecisionFlow } from './use-decision.ts';

interface DecisionSectionProps {
  readonly payment: Payment;
  readonly possible: PossibleDecisions;
  readonly flow: DecisionFlow;
  /** Whether the reader has seen what is there now. */
  readonly isCurrent: boolean;
  readonly acknowledged: ReadonlySet<string>;
}

/** The reader's own word. Each is confirmed by itself, about what stood on the screen then. */
export function DecisionSection({ payment, possible, flow, isCurrent, acknowledged }: DecisionSectionProps) {
  const { decide: texts } = useTexts('payments');
  const [open, setOpen] = useState<{ readonly kind: 'approve' | 'decline' | 'cancel'; readonly confirmed: Payment }>();
  const { approve, decline, cancel } = possible;
  const isUnknown = flow.outcome?.kind === 'unknown';
  if ((approve === undefined && decline === undefined && !cancel) || isUnknown) return null;
  const left = risksLeft(payment, acknowledged);
  const isBlocked = !payment.isAsShown || !isCurrent || flow.isSending;
  const dialog = { flow, isCurrent, close: () => setOpen(undefined) };
  const begin = (kind: 'approve' | 'decline' | 'cancel') => () => setOpen({ kind, confirmed: payment });
  return (
    <section>
      <h2>{texts.title}</h2>
      {approve !== undefined && <Verdicts approve={approve} decline={decline} />}
      <p id="decide-first">{whyBlocked(payment, isCurrent, approve?.allowed === true ? left : 0, texts)}</p>
      <div class="actions">
        {approve?.allowed === true && (
          <button
            type="button"
            class="main"
            disabled={isBlocked || left > 0}
            aria-describedby="decide-first"
            onClick={begin('approve')}
          >
            {texts.approve}
          </button>
        )}
        {decline?.allowed === true && (
          <button type="button" disabled={isBlocked} aria-describedby="decide-first" onClick={begin('decline')}>
            {texts.decline}
          </button>
        )}
        {cancel && (
          <button type="button" disabled={isBlocked} aria-describedby="decide-first" onClick={begin('cancel')}>
            {texts.cancel}
          </button>
        )}
      </div>
      {open?.kind === 'approve' && <ApproveDialog {...dialog} confirmed={open.confirmed} />}
      {open?.kind === 'decline' && <DeclineDialog {...dialog} confirmed={open.confirmed} />}
      {open?.kind === 'cancel' && <CancelDialog {...dialog} confirmed={open.confirmed} />}
    </section>
  );
}

/** Why somebody who may approve other payments may not decide about this one. */
function Verdicts({ approve, decline }: { approve: Verdict; decline: Verdict | undefined }) {
  const { decide: texts } = useTexts('payments');
  const codes = useTexts('codes');
  if (approve.allowed) return null;
  return (
    <div class="notice">
      <p>
        <strong>{decline?.allowed === true ? texts.onlyDecline : texts.neither}</strong>
      </p>
      <CodeNote words={wordsOfError(codes, approve.code)} code={approve.code} />
    </div>
  );
}

/** How many of the risks are not acknowledged yet. */
function risksLeft({ summary }: Payment, acknowledged: ReadonlySet<string>): number {
  const risks = summary.state === 'ready' ? summary.body.risks : [];
  return risks.filter(({ code }) => !acknowledged.has(code)).length;
}

interface BlockTexts {
  readonly digestFirst: string;
  readonly changedFirst: string;
  readonly risksFirst: (count: number) => string;
}

function whyBlocked({ isAsShown }: Payment, isCurrent: boolean, left: number, texts: BlockTexts): string | undefined {
  if (!isAsShown) return texts.digestFirst;
  if (!isCurrent) return texts.changedFirst;
  return left > 0 ? texts.risksFirst(left) : undefined;
}
