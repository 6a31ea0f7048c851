import type { BodyOfResponse } from '../../../api/routes.ts';
import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Moment } from '../../../ui/moment.tsx';

/**
 * What payers were told, each with the way to its page. The addresses are not here: who hands one out does so where it
 * was just checked.
 */
export function ToldAddresses({ body: { addresses, unreadable } }: { body: BodyOfResponse<'GET /deposit-addresses'> }) {
  const texts = useTexts('depositAddresses');
  return (
    <section>
      <h2>{texts.told}</h2>
      {unreadable !== undefined && <p class="notice bad">{texts.unreadable(unreadable.join(', '))}</p>}
      {addresses.length === 0 && <p class="quiet">{texts.noneTold}</p>}
      <ul class="cards">
        {addresses.map(({ coin, chain, firstSeen, proposal }) => (
          <li key={`${coin}/${chain}`} class="card">
            <p class="lead">
              <a href={hrefTo(['deposit-addresses', coin, chain])}>{texts.place(coin, chain)}</a>
            </p>
            <p class="quiet">
              {texts.firstSeen}: <Moment at={firstSeen} />
            </p>
            {proposal !== undefined && <p class="notice warn">{texts.waits(proposal.by)}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
