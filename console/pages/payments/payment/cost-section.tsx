import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { LimitsTable } from './limits-table.tsx';
import type { ApprovalSummary, Payment } from './read-payment.ts';
import type { Shown } from './shown-content.ts';

/** What it takes with the fee, and what the balance and the limits have left. */
export function CostSection({ payment: { shown, instruction, summary } }: { payment: Payment }) {
  const { cost: texts } = useTexts('payments');
  const { coin, quantity, fundFrom } = shown;
  return (
    <section>
      <h2>{texts.title}</h2>
      <dl class="facts">
        <Fact name={texts.amount}>
          <Amount quantity={quantity} coin={coin} />
        </Fact>
        {summary.state === 'ready' && <Terms summary={summary.body} coin={coin} />}
        {instruction.fee !== undefined && (
          <Fact name={texts.feeTaken}>
            <Amount quantity={instruction.fee} coin={instruction.feeCoin ?? coin} />
          </Fact>
        )}
        {fundFrom !== undefined && (
          <Fact name={texts.fundFrom}>
            <UserText text={fundFrom} />
            {instruction.fundedBy !== undefined && (
              <>
                {' '}
                (<a href={hrefTo(['payments', instruction.fundedBy])}>{instruction.fundedBy}</a>)
              </>
            )}
          </Fact>
        )}
        {summary.state === 'ready' && <Funding summary={summary.body} shown={shown} />}
        {summary.state === 'ready' && <PaidBefore to={summary.body.payments.toAccount} coin={coin} />}
      </dl>
      {summary.state === 'ready' && <LimitsTable limits={summary.body.limits} coin={coin} />}
    </section>
  );
}

function Terms({ summary: { exchange, balance }, coin }: { summary: ApprovalSummary; coin: string }) {
  const { cost: texts } = useTexts('payments');
  return (
    <>
      <Fact name={texts.fee}>{exchange.known ? <Amount quantity={exchange.fee} coin={coin} /> : texts.notKnown}</Fact>
      <Fact name={texts.totalDebit}>
        {exchange.known ? (
          <>
            <strong>
              <Amount quantity={exchange.totalDebit} coin={coin} />
            </strong>{' '}
            <ReadAt at={exchange.readAt} />
            {!exchange.open && <p class="line">{texts.closed}</p>}
          </>
        ) : (
          texts.notKnown
        )}
      </Fact>
      <Fact name={texts.balance}>
        {balance.known ? (
          <>
            <Amount quantity={balance.free} coin={coin} />, {balance.enough ? texts.enough : texts.tooLittle}{' '}
            <ReadAt at={balance.readAt} />
          </>
        ) : (
          texts.notKnown
        )}
      </Fact>
    </>
  );
}

function ReadAt({ at }: { at: string }) {
  const { asOf } = useTexts('payments');
  return (
    <span class="quiet">
      ({asOf} <Moment at={at} />)
    </span>
  );
}

function Funding({ summary: { funding }, shown }: { summary: ApprovalSummary; shown: Shown }) {
  const { cost: texts } = useTexts('payments');
  if (funding === undefined) return null;
  return (
    <Fact name={texts.movedFirst}>
      {!funding.allowed && texts.fundingForbidden}
      {funding.lacking !== undefined && <Amount quantity={funding.lacking} coin={shown.coin} />}
      {funding.atMost !== undefined && (
        <p class="line">
          {texts.atMost} <Amount quantity={funding.atMost} coin={shown.coin} />
        </p>
      )}
    </Fact>
  );
}

function PaidBefore({ to, coin }: { to: ApprovalSummary['payments']['toAccount']; coin: string }) {
  const { cost: texts, request } = useTexts('payments');
  return (
    <Fact name={texts.paidBefore}>
      {request.history[to.status]}
      {to.status === 'paid' && (
        <p class="line">
          {texts.lastPaid} <Moment at={to.last} />
          {to.largest !== undefined && (
            <>
              ; {texts.largest} <Amount quantity={to.largest} coin={coin} />
            </>
          )}
        </p>
      )}
    </Fact>
  );
}
