import type { BodyOfResponse } from '../../../api/routes.ts';
import { useTexts } from '../../../app/context.ts';
import { useAnswer } from '../../../app/use-answer.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Answered } from '../../../ui/answered.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { LimitsChart } from './limits-chart.tsx';
import { Ways } from './ways.tsx';

type LimitsView = BodyOfResponse<'GET /limits'>;

const renewedEveryMs = 60_000;

/** How much of each limit is used now. */
export function Page() {
  const texts = useTexts('balances');
  const { answer, reload } = useAnswer('GET /limits', {}, { everyMs: renewedEveryMs });
  return (
    <>
      <PageHeading text={texts.limits.title} />
      <Ways current="limits" />
      <p>{texts.limits.meaning}</p>
      <Answered of={answer} reload={reload}>
        {({ at, coins }) => (
          <>
            <p class="quiet">
              {texts.asOf} <Moment at={at} />
            </p>
            {coins.length === 0 && <p>{texts.limits.none}</p>}
            {coins.map((coin) => (
              <Coin key={coin.coin} view={coin} />
            ))}
          </>
        )}
      </Answered>
    </>
  );
}

function Coin({ view }: { view: LimitsView['coins'][number] }) {
  const texts = useTexts('balances').limits;
  return (
    <section>
      <h2>{view.coin}</h2>
      <p>
        {texts.perPayment} <Amount quantity={view.perInstruction} coin={view.coin} />
      </p>
      {!view.known && <p class="notice warn">{texts.notKnown}</p>}
      {view.known && view.rolling.length === 0 && <p>{texts.noRolling}</p>}
      {view.known && view.rolling.length > 0 && <LimitsChart coin={view.coin} rolling={view.rolling} />}
    </section>
  );
}
