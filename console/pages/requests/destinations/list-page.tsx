import { useState } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import type { Entry, Whitelist } from '../../../app/read-whitelist.ts';
import { hrefTo } from '../../../app/route.ts';
import { useWhitelist } from '../../../app/use-whitelist.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Field } from '../../../ui/field.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { DestinationFacts } from '../ask/destination-facts.tsx';
import { inOrder, search, statusesFor } from './order.ts';

/** Where money may leave to, by where each destination stands. */
export function ListPage() {
  const { me } = useApp();
  const texts = useTexts('destinations');
  const { answer, reload } = useWhitelist();
  return (
    <>
      <PageHeading text={texts.title} />
      <p>{texts.intro}</p>
      {me.roles.has('whitelister') ? (
        <p>
          <a href={hrefTo(['destinations', 'new'])}>{texts.propose}</a>
        </p>
      ) : (
        <p class="quiet">{texts.mayNotPropose}</p>
      )}
      <Answered of={answer} reload={reload}>
        {(destinations) => <List destinations={destinations} />}
      </Answered>
    </>
  );
}

function List({ destinations: { entries, unreadable } }: { destinations: Whitelist }) {
  const { me } = useApp();
  const texts = useTexts('destinations');
  const [typed, setTyped] = useState('');
  const found = inOrder(search(entries, typed));
  return (
    <>
      {unreadable.length > 0 && <p class="notice bad">{texts.unreadable(unreadable.join(', '))}</p>}
      <Field label={texts.search}>
        {(input) => (
          <input
            {...input}
            type="search"
            autoComplete="off"
            value={typed}
            onInput={({ currentTarget: { value } }) => setTyped(value)}
          />
        )}
      </Field>
      <p role="status">{texts.found(found.length)}</p>
      {statusesFor(me).map((status) => (
        <Group key={status} status={status} entries={found.filter((entry) => entry.status === status)} />
      ))}
    </>
  );
}

function Group({ status, entries }: { status: Entry['status']; entries: readonly Entry[] }) {
  const texts = useTexts('requests');
  if (entries.length === 0) return null;
  return (
    <section>
      <h2>{texts.statuses[status]}</h2>
      <ul class="cards">
        {entries.map((entry) => (
          <li key={entry.id} class="card">
            <h3>
              <a href={hrefTo(['destinations', entry.id])}>{entry.id}</a>
            </h3>
            <DestinationFacts entry={entry} isBrief />
          </li>
        ))}
      </ul>
    </section>
  );
}
