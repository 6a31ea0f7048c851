import { useTexts } from '../../../app/context.ts';
import { hrefTo } from '../../../app/route.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { Table } from '../shared/table.tsx';
import { useFocusOnNew } from '../shared/use-focus-on-new.ts';
import type { Decision } from './decision-filter.ts';

/** Decisions of people, one a row. */
export function DecisionTable({ decisions }: { decisions: readonly Decision[] }) {
  const texts = useTexts('activity');
  const books = useTexts('books');
  const mark = useFocusOnNew(decisions.length);
  const columns = [
    books.at,
    texts.decisions.person,
    texts.decisions.decision,
    texts.payment,
    { name: texts.amount, isNumber: true },
    texts.destination,
    texts.decisions.statusNow,
  ] as const;
  return (
    <Table caption={texts.decisions.title} columns={columns}>
      {decisions.map((each, index) => (
        <tr key={`${each.instructionId} ${each.version} ${each.by}`} ref={mark(index)} tabIndex={-1}>
          <Row decision={each} />
        </tr>
      ))}
    </Table>
  );
}

function Row({ decision: each }: { decision: Decision }) {
  const texts = useTexts('activity').decisions;
  const books = useTexts('books');
  const codes = useTexts('codes');
  return (
    <>
      <td>
        <Moment at={each.at} />
      </td>
      <td>{each.by}</td>
      <td>
        {texts.names[each.decision]}
        {each.groups !== undefined && <div class="quiet">{texts.groups(each.groups.join(', '))}</div>}
        {each.evidence !== undefined && (
          <div>
            <UserText text={each.evidence} />
          </div>
        )}
      </td>
      <th scope="row">
        <a href={hrefTo(['payments', each.instructionId])}>{each.instructionId}</a>
        <div class="quiet">{books.kinds[each.kind]}</div>
      </th>
      <td class="number">
        <Amount quantity={each.quantity} coin={each.coin} />
      </td>
      <td>{each.destination}</td>
      <td>{codes.statuses[each.status].name}</td>
    </>
  );
}
