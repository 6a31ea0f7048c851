import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { NoteForm } from '../shared/note-form.tsx';
import { Notes } from '../shared/notes.tsx';
import { OtherSide } from '../shared/other-side.tsx';
import { isWhole, type MonthView, type UnexplainedRow } from './month-view.ts';

interface UnexplainedProps {
  readonly view: MonthView;
  readonly reload: () => Promise<void>;
}

/** Movements that only the notes of people explain. */
export function Unexplained({ view, reload }: UnexplainedProps) {
  const { state, unexplained, unexplainedLeftOut } = view;
  const texts = useTexts('months').unexplained;
  return (
    <section>
      <h2>{texts.title}</h2>
      {unexplained.length > 0 && <p>{texts.meaning}</p>}
      {unexplained.length === 0 && unexplainedLeftOut === 0 && isWhole(view) && <p>{texts.none}</p>}
      {unexplainedLeftOut > 0 && <p class="notice warn">{texts.leftOut(unexplainedLeftOut)}</p>}
      <ol class="cards">
        {unexplained.map((row) => (
          <li key={`${row.account} ${row.date} ${row.id} ${row.coin}`} class="card">
            <Movement row={row} />
            <Notes notes={row.notes} />
            {state === 'open' && (
              <NoteForm statementId={`${row.account}.${row.date}`} row={row.id} added={() => void reload()} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Movement({ row: { account, date, id, time, type, coin, amount, counterparty } }: { row: UnexplainedRow }) {
  const books = useTexts('books');
  const texts = useTexts('months').unexplained;
  return (
    <>
      <h3>
        {books.movementTypes[type]}: <Amount quantity={amount} coin={coin} />
      </h3>
      <dl class="facts">
        <Fact name={books.at}>
          <Moment at={time} />
        </Fact>
        <Fact name={books.day}>
          <a href={hrefTo(['statements', account, date])}>{`${account}, ${date}`}</a>
        </Fact>
        {counterparty !== undefined && (
          <Fact name={texts.otherSide}>
            <OtherSide type={type} text={counterparty} />
          </Fact>
        )}
        <Fact name={texts.id}>{id}</Fact>
      </dl>
    </>
  );
}
