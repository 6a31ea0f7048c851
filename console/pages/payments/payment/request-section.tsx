import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import type { Payment } from './read-payment.ts';

/** Who asks for it, and why. */
export function RequestSection({ payment: { shown, instruction, summary } }: { payment: Payment }) {
  const { request: texts } = useTexts('payments');
  return (
    <section>
      <h2>{texts.title}</h2>
      <dl class="facts">
        <Fact name={texts.by}>
          <UserText text={shown.requestedBy} />
        </Fact>
        <Fact name={texts.note}>{shown.note === undefined ? texts.noNote : <UserText text={shown.note} />}</Fact>
        <Fact name={texts.at}>
          <Moment at={instruction.createdAt} />
        </Fact>
        <Fact name={texts.id}>
          <UserText text={shown.instructionId} />
        </Fact>
        {shown.sweepId !== undefined && (
          <Fact name={texts.sweep}>
            <UserText text={shown.sweepId} />
          </Fact>
        )}
        {shown.funds !== undefined && (
          <Fact name={texts.funds}>
            <a href={hrefTo(['payments', shown.funds])}>{shown.funds}</a>
          </Fact>
        )}
        {summary.state === 'ready' && (
          <Fact name={texts.paidBefore}>{texts.history[summary.body.payments.byRequester.status]}</Fact>
        )}
      </dl>
    </section>
  );
}
