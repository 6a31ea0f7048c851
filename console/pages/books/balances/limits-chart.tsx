import { useTexts } from '../../../app/context.ts';
import { Amount } from '../../../ui/amount.tsx';
import { groupDigits } from '../../../ui/group-digits.ts';
import { barLength } from '../charts/bar-length.ts';
import { percentText } from '../charts/percent.ts';
import { Table } from '../shared/table.tsx';
import { type LimitBar, limitBars, type RollingLimits } from './limit-bars.ts';

const width = 600;
const height = 24;

/** The limits of a coin, each with how much of it is used: as a drawing, in words, and as numbers in a table. */
export function LimitsChart({ coin, rolling }: { coin: string; rolling: RollingLimits }) {
  const texts = useTexts('balances').limits;
  const bars = limitBars(rolling);
  const numbers = [texts.limit, texts.used, texts.left].map((name) => ({ name, isNumber: true }) as const);
  return (
    <figure class="chart" aria-label={texts.chart(coin)}>
      <figcaption>
        <strong>{texts.chart(coin)}</strong>
      </figcaption>
      {bars.map((bar) => (
        <Bar key={`${bar.window} ${bar.by}`} coin={coin} bar={bar} />
      ))}
      <details>
        <summary>{texts.numbers}</summary>
        <Table caption={texts.chart(coin)} columns={[texts.window, texts.counted, ...numbers]}>
          {bars.map(({ window, by, limit, used, left }) => (
            <tr key={`${window} ${by}`}>
              <th scope="row">{window}</th>
              <td>{texts.by[by]}</td>
              {[limit, used, left].map((quantity, index) => (
                <td key={index} class="number">
                  <Amount quantity={quantity} />
                </td>
              ))}
            </tr>
          ))}
        </Table>
      </details>
    </figure>
  );
}

function Bar({ coin, bar: { window, by, limit, used, left } }: { coin: string; bar: LimitBar }) {
  const texts = useTexts('balances').limits;
  const said = (quantity: string) => (by === 'amount' ? `${groupDigits(quantity)} ${coin}` : texts.payments(quantity));
  return (
    <div class="bar">
      <p>{texts.usage(window, said(used), said(limit), percentText(used, limit), said(left))}</p>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
        <rect class="whole" x={1} y={1} width={width - 2} height={height - 2} />
        <rect class="part" x={1} y={1} width={barLength(used, limit, width - 2)} height={height - 2} />
      </svg>
    </div>
  );
}
