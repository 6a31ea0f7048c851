import { useTexts } from '../../../app/context.ts';
import { Failure } from '../../../ui/failure.tsx';
import { groupDigits } from '../../../ui/group-digits.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { useWaiting, type WaitingState } from './use-waiting.ts';
import { useWaitingTitle } from './use-waiting-title.ts';
import { WaitingCard } from './waiting-card.tsx';
import { keyOf, type WaitingItem } from './waiting-item.ts';

/** What waits for the reader's word. */
export function Page() {
  const { waiting: texts } = useTexts('payments');
  const { retry } = useTexts('shell');
  const { state, read } = useWaiting();
  useWaitingTitle(state.state === 'ready' ? state.waiting.items.length : 0);
  return (
    <article>
      <PageHeading text={texts.heading} />
      {/* It is there from the beginning: only then is what comes into it told. */}
      <p role="status" class="arrived">
        {state.state === 'ready' && state.arrived.length > 0 && announcement(state.arrived, texts)}
      </p>
      {state.state === 'loading' && <Loading />}
      {state.state !== 'loading' && state.error !== undefined && (
        <Failure error={state.error} retry={{ label: retry, run: () => void read() }} />
      )}
      {state.state === 'ready' && <WaitingLists state={state} />}
    </article>
  );
}

function WaitingLists({ state: { waiting } }: { state: Extract<WaitingState, { state: 'ready' }> }) {
  const { waiting: texts, asOf } = useTexts('payments');
  const { items, isPartial, hasMore, unreadable, readAt } = waiting;
  return (
    <>
      <p>
        <strong>{items.length === 0 ? texts.quiet : texts.count(items.length)}</strong>{' '}
        <span class="quiet">
          ({asOf} <Moment at={readAt.toISOString()} />)
        </span>
      </p>
      {items.length === 0 && <p class="quiet">{texts.quietHint}</p>}
      {isPartial && <p class="notice warn">{texts.missingParts}</p>}
      {hasMore && <p class="notice">{texts.more}</p>}
      {unreadable.length > 0 && <p class="notice bad">{texts.unreadable(unreadable.join(', '))}</p>}
      {(['doubt', 'approval', 'resume', 'address', 'destination', 'month'] as const).map((kind) => (
        <Group key={kind} title={texts.groups[kind]} items={items.filter((item) => item.kind === kind)} />
      ))}
    </>
  );
}

function Group({ title, items }: { title: string; items: readonly WaitingItem[] }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="cards">
        {items.map((item) => (
          <li key={keyOf(item)} class="card">
            <WaitingCard item={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** With the amounts, so that another arrival is another sentence. */
function announcement(
  arrived: readonly WaitingItem[],
  { arrived: said }: { readonly arrived: (count: number) => string },
) {
  const amounts = arrived.flatMap((item) =>
    'instruction' in item ? [`${groupDigits(item.instruction.quantity)} ${item.instruction.coin}`] : [],
  );
  return [said(arrived.length), ...amounts].join(' ');
}
