import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Blocks } from '../../../ui/blocks.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { NoteForm, type StatementNote } from '../shared/note-form.tsx';
import { Notes } from '../shared/notes.tsx';
import { OtherSide } from '../shared/other-side.tsx';
import { useFocusOnNew } from '../shared/use-focus-on-new.ts';
import type { StatementDay } from './period.ts';

type Row = NonNullable<StatementDay['rows']>[number];

interface MovementsProps {
  readonly statementId: string;
  readonly rows: readonly Row[];
  readonly notes: ReadonlyMap<string, readonly StatementNote[]>;
  readonly added: (note: StatementNote) => void;
}

/** All that moved on a day, with what explains it. */
export function Movements({ statementId, rows, notes, added }: MovementsProps) {
  const texts = useTexts('statements');
  const books = useTexts('books');
  const mark = useFocusOnNew(rows.length);
  return (
    <ol class="cards">
      {rows.map((row, index) => (
        // Both sides of a trade have one id.
        <li key={`${row.id} ${row.coin}`} class="card" ref={mark(index)} tabIndex={-1}>
          <h3>
            {books.movementTypes[row.type]}: <Amount quantity={row.amount} coin={row.coin} />
          </h3>
          <Facts row={row} />
          {row.instruction === undefined ? (
            <>
              <p>{texts.unmatched}</p>
              <Notes notes={notes.get(row.id) ?? []} />
              <NoteForm statementId={statementId} row={row.id} added={added} />
            </>
          ) : (
            <Explained instruction={row.instruction} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Facts({ row }: { row: Row }) {
  const texts = useTexts('statements').row;
  const books = useTexts('books');
  return (
    <dl class="facts">
      <Fact name={books.at}>
        <Moment at={row.time} />
      </Fact>
      {row.fee !== '0' && (
        <Fact name={books.fee}>
          <Amount quantity={row.fee} coin={row.feeCoin} />
        </Fact>
      )}
      {row.balanceAfter !== undefined && (
        <Fact name={texts.balanceAfter}>
          <Amount quantity={row.balanceAfter} coin={row.coin} />
        </Fact>
      )}
      {row.counterparty !== undefined && (
        <Fact name={texts.otherSide}>
          <OtherSide type={row.type} text={row.counterparty} />
        </Fact>
      )}
      {row.chain !== undefined && <Fact name={texts.chain}>{row.chain}</Fact>}
      {row.depositAddress !== undefined && (
        <Fact name={texts.depositAddress}>
          <Blocks text={row.depositAddress} />
        </Fact>
      )}
      {row.transactionHash !== undefined && (
        <Fact name={texts.transactionHash}>
          <Blocks text={row.transactionHash} />
        </Fact>
      )}
      <Fact name={texts.id}>{row.id}</Fact>
      {row.exchangeOrderId !== '' && <Fact name={texts.order}>{row.exchangeOrderId}</Fact>}
      {row.clientOrderId !== undefined && <Fact name={texts.clientOrder}>{row.clientOrderId}</Fact>}
      {row.remark !== undefined && <Fact name={texts.remark}>{row.remark}</Fact>}
    </dl>
  );
}

function Explained({ instruction: { id, requestedBy, approvedBy } }: { instruction: NonNullable<Row['instruction']> }) {
  const texts = useTexts('statements').row;
  return (
    <dl class="facts">
      <Fact name={texts.instruction}>
        <a href={hrefTo(['payments', id])}>{id}</a>
      </Fact>
      <Fact name={texts.requestedBy}>{requestedBy}</Fact>
      {approvedBy.length > 0 && <Fact name={texts.approvedBy}>{approvedBy.join(', ')}</Fact>}
    </dl>
  );
}
