import { useTexts } from '../../../app/context.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { Unreadable } from '../shared/unreadable.tsx';
import { AccountBalances } from './account-balances.tsx';
import type { BalancesView } from './balances-view.ts';
import { Unassigned } from './unassigned.tsx';
import { Ways } from './ways.tsx';

const renewedEveryMs = 60_000;

/** What is in all accounts now, and what is still to leave them. */
export function Page() {
  const texts = useTexts('balances');
  const { answer, reload } = useAnswer('GET /balances', {}, { everyMs: renewedEveryMs });
  return (
    <>
      <PageHeading text={texts.title} />
      <Ways current="balances" />
      <Answered of={answer} reload={reload}>
        {(body) => <All view={body} />}
      </Answered>
    </>
  );
}

function All({ view }: { view: BalancesView }) {
  const texts = useTexts('balances');
  return (
    <>
      <p class="quiet">
        {texts.asOf} <Moment at={view.at} />
      </p>
      {!view.complete && <p class="notice warn">{texts.incomplete}</p>}
      <Unreadable ids={view.unreadable ?? []} />
      {view.accounts.map((account) => (
        <AccountBalances key={account.accountId} account={account} />
      ))}
      <Unassigned payments={view.unassigned} />
      <p class="quiet">{texts.meaning}</p>
    </>
  );
}
