import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Table } from '../shared/table.tsx';
import type { Shortfall } from './forecast-query.ts';

interface ShortfallsProps {
  readonly first: Shortfall | undefined;
  readonly all: readonly Shortfall[];
  /** Whether the forecast knows all that it takes. */
  readonly isCertain: boolean;
}

/** What is not covered: the first moment in words, then all of them. */
export function Shortfalls({ first, all, isCertain }: ShortfallsProps) {
  const texts = useTexts('balances').forecast;
  const books = useTexts('books');
  if (first === undefined && isCertain) return <p class="notice good">{texts.covered}</p>;
  if (first === undefined) return <p class="notice warn">{texts.coveredInPart}</p>;
  const columns = [books.at, books.account, { name: texts.lacking, isNumber: true }, texts.need] as const;
  return (
    <>
      <div class="notice bad">
        <p>
          {texts.firstShortfall} <Moment at={first.at} />: {texts.lackingIn(first.account)}{' '}
          <strong>
            <Amount quantity={first.lacking} coin={first.coin} />
          </strong>
        </p>
        <p>
          <Need need={first.need} />
        </p>
      </div>
      <h2>{texts.shortfalls}</h2>
      <Table caption={texts.shortfalls} columns={columns}>
        {all.map((each, index) => (
          <tr key={index}>
            <td>
              <Moment at={each.at} />
            </td>
            <td>{each.account}</td>
            <td class="number">
              <Amount quantity={each.lacking} coin={each.coin} />
            </td>
            <td>
              <Need need={each.need} />
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

/** What the money is needed for. */
function Need({ need }: { need: Shortfall['need'] }) {
  const texts = useTexts('balances').forecast.needs;
  if (need.kind === 'payment') {
    return (
      <span>
        {texts.payment} <a href={hrefTo(['payments', need.instructionId])}>{need.instructionId}</a>
      </span>
    );
  }
  if (need.kind === 'average-day') return <span>{texts.averageDay}</span>;
  return <span>{need.kind === 'reserve' ? texts.reserve(need.sweepId) : texts.sweep(need.sweepId)}</span>;
}
