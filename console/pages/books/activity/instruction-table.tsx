import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Table } from '../shared/table.tsx';
import { useFocusOnNew } from '../shared/use-focus-on-new.ts';
import type { Instruction } from './search-filter.ts';

/** What was found. */
export function InstructionTable({ instructions }: { instructions: readonly Instruction[] }) {
  const texts = useTexts('activity');
  const mark = useFocusOnNew(instructions.length);
  const columns = [
    texts.requestedAt,
    texts.payment,
    texts.status,
    { name: texts.amount, isNumber: true },
    texts.destination,
    texts.requestedBy,
  ] as const;
  return (
    <Table caption={texts.found} columns={columns}>
      {instructions.map((each, index) => (
        <tr key={each.id} ref={mark(index)} tabIndex={-1}>
          <Row instruction={each} />
        </tr>
      ))}
    </Table>
  );
}

function Row({ instruction: { id, kind, status, coin, quantity, destination, requestedBy, createdAt } }: RowProps) {
  const books = useTexts('books');
  const codes = useTexts('codes');
  return (
    <>
      <td>
        <Moment at={createdAt} />
      </td>
      <th scope="row">
        <a href={hrefTo(['payments', id])}>{id}</a>
        <div class="quiet">{books.kinds[kind]}</div>
      </th>
      <td>{codes.statuses[status].name}</td>
      <td class="number">
        <Amount quantity={quantity} coin={coin} />
      </td>
      <td>{destination}</td>
      <td>{requestedBy}</td>
    </>
  );
}

interface RowProps {
  readonly instruction: Instruction;
}
