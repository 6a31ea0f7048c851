import { useId } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { Amount } from '../../../ui/amount.tsx';
import { groupDigits } from '../../../ui/group-digits.ts';
import { Table } from '../shared/table.tsx';
import { extremesOf } from './extremes.ts';
import { type ChartPoint, linesThrough, polyline } from './line-path.ts';

interface LineChartProps {
  readonly title: string;
  readonly coin: string;
  /** What the points are, such as `Day`. */
  readonly pointName: string;
  readonly points: readonly ChartPoint[];
}

const size = { width: 600, height: 160 };
const margin = 12;

/** A course of amounts: as a drawing, in words, and as numbers in a table. */
export function LineChart({ title, coin, pointName, points }: LineChartProps) {
  const texts = useTexts('balances').chart;
  const id = useId();
  const extremes = extremesOf(points);
  if (extremes === undefined) return <p>{texts.nothingKnown(title)}</p>;
  const { first, last, lowest, highest, unknown } = extremes;
  const said = ({ value }: { value: string }) => `${groupDigits(value)} ${coin}`;
  return (
    <figure class="chart" aria-labelledby={`${id}-title`}>
      <figcaption>
        <strong id={`${id}-title`}>{title}</strong>
        <p id={`${id}-words`}>
          {texts.course(`${said(first)} (${first.name})`, `${said(last)} (${last.name})`)}{' '}
          {texts.range(`${said(lowest)} (${lowest.name})`, `${said(highest)} (${highest.name})`)}{' '}
          {unknown > 0 && texts.gaps(unknown)}
        </p>
      </figcaption>
      <Drawing
        title={title}
        wordsId={`${id}-words`}
        points={points}
        largest={highest.value}
        labels={{ top: said(highest), from: points[0]?.name, to: points.at(-1)?.name }}
      />
      <details>
        <summary>{texts.numbers}</summary>
        <Table caption={title} columns={[pointName, { name: texts.amount, isNumber: true }]}>
          {points.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">{value === undefined ? texts.unknown : <Amount quantity={value} coin={coin} />}</td>
            </tr>
          ))}
        </Table>
      </details>
    </figure>
  );
}

interface DrawingProps {
  readonly title: string;
  /** The id of what says in words what is drawn. */
  readonly wordsId: string;
  readonly points: readonly ChartPoint[];
  readonly largest: string;
  readonly labels: { readonly top: string; readonly from: string | undefined; readonly to: string | undefined };
}

function Drawing({ title, wordsId, points, largest, labels }: DrawingProps) {
  const { width, height } = size;
  const box = `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`;
  return (
    <>
      <p class="scale" aria-hidden="true">
        {labels.top}
      </p>
      <svg viewBox={box} role="img" aria-describedby={wordsId}>
        <title>{title}</title>
        <line class="axis" x1={0} y1={0} x2={width} y2={0} />
        <line class="axis" x1={0} y1={height} x2={width} y2={height} />
        {linesThrough(points, largest, size).map((line) => (
          <g key={line[0]?.x}>
            <polyline class="course" points={polyline(line)} />
            {line.map(({ x, y }) => (
              <circle key={x} class="point" cx={x} cy={y} r={3} />
            ))}
          </g>
        ))}
      </svg>
      <p class="scale" aria-hidden="true">
        0
      </p>
      <p class="scale ends" aria-hidden="true">
        <span>{labels.from}</span>
        <span>{labels.to}</span>
      </p>
    </>
  );
}
