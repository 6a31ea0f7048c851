import { useState } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import { Failure } from '../../../ui/failure.tsx';
import { groupDigits } from '../../../ui/group-digits.ts';
import { Moment } from '../../../ui/moment.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { ApprovalsSection } from './approvals-section.tsx';
import { ChangedNotice } from './changed-notice.tsx';
import { changesBetween } from './changes.ts';
import { CostSection } from './cost-section.tsx';
import { DecisionSection } from './decision-section.tsx';
import { DestinationSection } from './destination-section.tsx';
import { DigestNotice } from './digest-notice.tsx';
import { DoubtSection } from './doubt-section.tsx';
import { OutcomeNotice } from './outcome-notice.tsx';
import { possibleDecisions } from './possible-decisions.ts';
import type { Payment } from './read-payment.ts';
import { RequestSection } from './request-section.tsx';
import { RisksSection } from './risks-section.tsx';
import { Standing } from './standing.tsx';
import { TimelineSection } from './timeline-section.tsx';
import { useDecision } from './use-decision.ts';
import type { Reading } from './use-payment.ts';

interface PaymentViewProps {
  readonly reading: Extract<Reading, { state: 'ready' }>;
  readonly read: () => Promise<Payment>;
  readonly accept: () => void;
  readonly retry: { readonly label: string; readonly run: () => void };
}

/** In the order in which a careful person reads. */
export function PaymentView({ reading, read, accept, retry }: PaymentViewProps) {
  const { me } = useApp();
  const texts = useTexts('payments');
  const [acknowledged, setAcknowledged] = useState<ReadonlySet<string>>(new Set());
  const flow = useDecision({ read, accept });
  const { now, seen, error } = reading;
  const { shown, instruction, summary } = now;
  const changes = changesBetween(seen, now);
  const possible = possibleDecisions(now, me);
  const lookAnew = () => {
    setAcknowledged(new Set());
    accept();
  };
  return (
    <article>
      <PageHeading text={texts.heading(`${groupDigits(shown.quantity)} ${shown.coin}`, kindOf(shown.kind, texts))} />
      <Standing instruction={instruction} />
      <p class="quiet">
        {texts.asOf} <Moment at={now.readAt.toISOString()} />
      </p>
      {error !== undefined && <Failure error={error} retry={retry} />}
      {flow.outcome !== undefined && <OutcomeNotice outcome={flow.outcome} look={flow.look} payment={now} />}
      {!now.isAsShown && <DigestNotice payment={now} />}
      {changes.length > 0 && <ChangedNotice changes={changes} accept={lookAnew} />}
      <DestinationSection payment={now} />
      <RequestSection payment={now} />
      <CostSection payment={now} />
      {summary.state === 'failed' && <Failure error={summary.error} retry={retry} />}
      <RisksSection
        payment={now}
        asks={possible.approve?.allowed === true}
        acknowledged={acknowledged}
        acknowledge={setAcknowledged}
      />
      <ApprovalsSection payment={now} />
      <DoubtSection payment={now} possible={possible} flow={flow} isCurrent={changes.length === 0} />
      <DecisionSection
        payment={now}
        possible={possible}
        flow={flow}
        isCurrent={changes.length === 0}
        acknowledged={acknowledged}
      />
      <TimelineSection instruction={instruction} />
    </article>
  );
}

function kindOf(kind: string, { kinds }: ReturnType<typeof useTexts<'payments'>>): string {
  if (kind === 'asset-transfer') return kinds['asset-transfer'];
  return kind === 'fiat-withdrawal' ? kinds['fiat-withdrawal'] : kinds.withdrawal;
}
