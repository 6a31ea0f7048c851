import { useMemo } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Blocks } from '../../../ui/blocks.tsx';
import { Scrolls } from '../../../ui/scrolls.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { amountFlaw } from '../ask/amount-flaw.ts';
import { addressOf } from '../destinations/order.ts';
import type { CheckedRow } from './row-flaws.ts';
import type { RowState } from './row-state.ts';
import { objectionLines, rowFlawWords, stateWords } from './words.ts';

/** Every row with where it stands. */
export function RowTable({ rows, states }: { rows: readonly CheckedRow[]; states: readonly RowState[] }) {
  const texts = useTexts('requests').file;
  return (
    <Scrolls label={texts.table}>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{texts.line}</th>
            <th scope="col">{texts.id}</th>
            <th scope="col">{texts.to}</th>
            <th scope="col" class="number">
              {texts.amount}
            </th>
            <th scope="col">{texts.note}</th>
            <th scope="col">{texts.state}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row key={row.row.line} checked={row} state={states[index] ?? { at: 'wrong' }} />
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

interface RowProps {
  readonly checked: CheckedRow;
  readonly state: RowState;
}

const isAmount = (text: string): boolean => amountFlaw(text) === undefined;

/** Drawn anew only where it changed: a file may have hundreds of rows, and each is told of several times. */
function Row({ checked, state }: RowProps) {
  const texts = useTexts('requests');
  return useMemo(() => <Cells checked={checked} state={state} />, [checked, state, texts]);
}

function Cells({ checked: { row, destination, flaws, twinOf, capitalsOf }, state }: RowProps) {
  const texts = useTexts('requests');
  const codes = useTexts('codes');
  const isWrong = state.at === 'wrong' || state.at === 'refused';
  return (
    <tr class={isWrong ? 'wrong' : undefined}>
      <th scope="row">{row.line}</th>
      <td>
        {state.at === 'taken' ? (
          <a href={hrefTo(['payments', row.instructionId])}>{row.instructionId}</a>
        ) : (
          row.instructionId
        )}
      </td>
      <td>
        <p>
          <UserText text={row.destination} />
        </p>
        {destination !== undefined && <Blocks text={addressOf(destination)} copy={false} />}
        {row.chain !== '' && <p class="quiet">{row.chain}</p>}
      </td>
      <td class="number">
        {isAmount(row.quantity) ? <Amount quantity={row.quantity} coin={row.coin} /> : `${row.quantity} ${row.coin}`}
      </td>
      <td>
        <UserText text={row.note} />
      </td>
      <td>
        <p>
          <strong>{stateWords(texts, state)}</strong>
        </p>
        {flaws.map((flaw) => (
          <p key={`${flaw.field} ${rowFlawWords(texts, flaw)}`} class="error">
            {rowFlawWords(texts, flaw)}
          </p>
        ))}
        {twinOf !== undefined && <p>{texts.file.twin(twinOf)}</p>}
        {capitalsOf !== undefined && <p>{texts.file.capitals(capitalsOf)}</p>}
        {objectionLines(texts, codes, state).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </td>
    </tr>
  );
}
