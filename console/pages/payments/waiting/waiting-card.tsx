import { useApp, useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { scopeWords } from '../../../texts/scope-words.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Blocks } from '../../../ui/blocks.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { timeLeft } from './time-left.ts';
import type { WaitingItem } from './waiting-item.ts';
import { othersMissing } from './waits-for.ts';

/** One thing that waits, with the way to it. */
export function WaitingCard({ item }: { item: WaitingItem }) {
  switch (item.kind) {
    case 'doubt':
    case 'approval':
      return <PaymentCard item={item} />;
    case 'resume':
      return <ResumeCard item={item} />;
    case 'address':
      return <AddressCard item={item} />;
    case 'destination':
      return <DestinationCard item={item} />;
    case 'month':
      return <MonthCard item={item} />;
  }
}

type Of<Kind extends WaitingItem['kind']> = { readonly item: Extract<WaitingItem, { readonly kind: Kind }> };

/** Amount and coin first, then to whom. */
function PaymentCard({ item }: Of<'doubt' | 'approval'>) {
  const { waiting: texts, to } = useTexts('payments');
  const { id, quantity, coin, destination, address, requestedBy } = item.instruction;
  return (
    <>
      <p class="lead">
        <a href={hrefTo(['payments', id])}>
          <Amount quantity={quantity} coin={coin} />
        </a>
      </p>
      <dl class="facts">
        <Fact name={to.title}>
          <UserText text={destination} />
          {address !== undefined && (
            <p class="line">
              <Blocks text={address} copy={false} />
            </p>
          )}
        </Fact>
        <Fact name={texts.askedBy}>
          <UserText text={requestedBy} />
        </Fact>
        {item.kind === 'approval' ? <Approval item={item} /> : <Doubt item={item} />}
      </dl>
    </>
  );
}

function Approval({ item: { summary } }: Of<'approval'>) {
  const { me } = useApp();
  const { waiting: texts, approvals } = useTexts('payments');
  if (summary === undefined) return null;
  const others = othersMissing(summary.missing, me.groups);
  return (
    <>
      <Fact name={texts.missing}>
        {others.people === 0 ? texts.onlyYou : approvals.missingPeople(others.people, others.groups.join(', '))}
      </Fact>
      <Fact name={texts.until}>
        <Moment at={summary.expiresAt} /> (<Left until={summary.expiresAt} />)
      </Fact>
    </>
  );
}

function Left({ until }: { until: string }) {
  const { language } = useApp();
  const { value, unit } = timeLeft(until, new Date());
  return <>{new Intl.RelativeTimeFormat(language).format(value, unit)}</>;
}

function Doubt({ item: { instruction } }: Of<'doubt'>) {
  const { waiting: texts, doubt } = useTexts('payments');
  const { proposal, updatedAt } = instruction;
  return (
    <>
      <Fact name={texts.since}>
        <Moment at={updatedAt} />
      </Fact>
      {proposal !== undefined && (
        <Fact name={texts.says}>
          {doubt.says[proposal.decision]} (<UserText text={proposal.by} />)
        </Fact>
      )}
    </>
  );
}

function ResumeCard({ item: { pause } }: Of<'resume'>) {
  const { request } = useTexts('payments');
  const texts = useTexts('stop');
  return (
    <>
      <p class="lead">
        <a href={hrefTo(['stop'])}>{scopeWords(pause.scope, texts.scopes)}</a>
      </p>
      <dl class="facts">
        <Fact name={texts.by}>
          <UserText text={pause.by} />, <Moment at={pause.at} />: <UserText text={pause.reason} />
        </Fact>
        {pause.resume !== undefined && (
          <Fact name={request.by}>
            <UserText text={pause.resume.by} />, <Moment at={pause.resume.at} />
          </Fact>
        )}
      </dl>
    </>
  );
}

/** Not the address: the second person has it from a source of their own. */
function AddressCard({ item: { address, proposal } }: Of<'address'>) {
  const { waiting: texts } = useTexts('payments');
  const { coin, chain } = address;
  return (
    <>
      <p class="lead">
        <a href={hrefTo(['deposit-addresses', coin, chain])}>{texts.place(coin, chain)}</a>
      </p>
      <dl class="facts">
        <Fact name={texts.acceptedBy}>
          <UserText text={proposal.by} />, <Moment at={proposal.at} />
        </Fact>
      </dl>
    </>
  );
}

function DestinationCard({ item: { entry, step } }: Of<'destination'>) {
  const { waiting: texts, to } = useTexts('payments');
  return (
    <>
      <p class="lead">
        <a href={hrefTo(['destinations', entry.id])}>{entry.id}</a>: {texts[step]}
      </p>
      <dl class="facts">
        <Fact name={entry.kind === 'bank' ? to.account : to.address}>
          <Blocks text={entry.kind === 'bank' ? entry.bankAccount : entry.address} copy={false} />
        </Fact>
        <Fact name={texts.proposedBy}>
          <UserText text={entry.proposedBy} />, <Moment at={entry.proposedAt} />
        </Fact>
      </dl>
    </>
  );
}

function MonthCard({ item: { month } }: Of<'month'>) {
  const { waiting: texts } = useTexts('payments');
  return (
    <>
      <p class="lead">
        <a href={hrefTo(['months', month.month])}>{month.month}</a>
      </p>
      <dl class="facts">
        <Fact name={texts.signedBy}>
          {month.signOffs.map(({ by, at }) => (
            <p key={by} class="line">
              <UserText text={by} />, <Moment at={at} />
            </p>
          ))}
        </Fact>
      </dl>
    </>
  );
}
