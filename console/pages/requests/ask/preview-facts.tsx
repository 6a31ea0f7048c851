import { useTexts } from '../../../app/context.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { groupDigits } from '../../../ui/group-digits.ts';
import type { Preview } from './objections.ts';
import type { PreviewState } from './use-preview.ts';

/** What would become of the payment now: what it costs, what is there, what is left, and who has to agree. */
export function PreviewFacts({ state }: { state: PreviewState }) {
  const texts = useTexts('requests').preview;
  return (
    <section class="card" aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <p role="status">{said(state, texts)}</p>
      {state.state === 'failed' && <Failure error={state.error} />}
      {state.state === 'ready' && <Facts preview={state.preview} />}
    </section>
  );
}

function said(state: PreviewState, texts: ReturnType<typeof useTexts<'requests'>>['preview']): string {
  return state.state === 'ready' ? texts.wouldAnswer[state.preview.wouldAnswer] : texts[state.state];
}

function Facts({ preview }: { preview: Preview }) {
  return (
    <dl class="facts">
      <Terms preview={preview} />
      <Balance preview={preview} />
      <Limits preview={preview} />
      <Approvals preview={preview} />
    </dl>
  );
}

function Terms({ preview: { exchange, coin } }: { preview: Preview }) {
  const texts = useTexts('requests').preview;
  if (!exchange.known) return <Fact name={texts.fee}>{texts.notKnown}</Fact>;
  const { fee, totalDebit, minimum, maximum, open, ageSeconds } = exchange;
  return (
    <>
      <Fact name={texts.fee}>
        <Amount quantity={fee} coin={coin} /> <span class="quiet">{texts.age(ageSeconds)}</span>
        {!open && <p class="error">{texts.closed}</p>}
      </Fact>
      <Fact name={texts.debit}>
        <strong>
          <Amount quantity={totalDebit} coin={coin} />
        </strong>
      </Fact>
      <Fact name={texts.minimum}>
        <Amount quantity={minimum} coin={coin} />
      </Fact>
      {maximum !== undefined && (
        <Fact name={texts.maximum}>
          <Amount quantity={maximum} coin={coin} />
        </Fact>
      )}
    </>
  );
}

function Balance({ preview: { balance, coin, funding, fundFrom } }: { preview: Preview }) {
  const texts = useTexts('requests').preview;
  return (
    <Fact name={texts.balance}>
      {balance.known ? (
        <>
          <Amount quantity={balance.free} coin={coin} /> · {balance.enough ? texts.enough : texts.notEnough}{' '}
          <span class="quiet">{texts.age(balance.ageSeconds)}</span>
        </>
      ) : (
        texts.notKnown
      )}
      {funding?.lacking !== undefined && funding.lacking !== '0' && fundFrom !== undefined && (
        <p>{texts.funding(`${groupDigits(funding.lacking)} ${coin}`, fundFrom)}</p>
      )}
    </Fact>
  );
}

function Limits({ preview: { limits, perInstruction, coin } }: { preview: Preview }) {
  const texts = useTexts('requests').preview;
  const withCoin = (quantity: string) => `${groupDigits(quantity)} ${coin}`;
  return (
    <>
      {perInstruction !== undefined && (
        <Fact name={texts.perInstruction}>
          <Amount quantity={perInstruction} coin={coin} />
        </Fact>
      )}
      {limits.map(({ of, window, amount, count }) => (
        <Fact key={`${of} ${window}`} name={texts.limit[of](window)}>
          {amount !== undefined && <p>{texts.limitLeft(withCoin(amount.left), withCoin(amount.limit))}</p>}
          {count !== undefined && <p>{texts.countLeft(count.left, count.limit)}</p>}
        </Fact>
      ))}
    </>
  );
}

function Approvals({ preview: { approvals, pauses } }: { preview: Preview }) {
  const texts = useTexts('requests').preview;
  const { quorum, groups, mayNotApprove } = approvals;
  return (
    <>
      <Fact name={texts.approvals}>{texts.quorum(quorum, groups.join(', '))}</Fact>
      {mayNotApprove.length > 0 && <Fact name={texts.mayNotApprove}>{mayNotApprove.join(', ')}</Fact>}
      {pauses.length > 0 && (
        <Fact name={texts.pauses}>
          {pauses.map(({ scope, by, reason }) => (
            <p key={scope}>{texts.pause(scope, by, reason)}</p>
          ))}
        </Fact>
      )}
    </>
  );
}
