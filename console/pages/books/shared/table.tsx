import type { ComponentChildren } from 'preact';
import { Scrolls } from '../../../ui/scrolls.tsx';

interface TableProps {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly children: ComponentChildren;
}

export type Column = string | { readonly name: string; readonly isNumber: true };

/** A table that is moved aside where it is wider than the screen, with the keyboard too. */
export function Table({ caption, columns, children }: TableProps) {
  return (
    <Scrolls label={caption}>
      <table>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>{columns.map((column) => headOf(column))}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </Scrolls>
  );
}

function headOf(column: Column) {
  const name = typeof column === 'string' ? column : column.name;
  return (
    <th key={name} scope="col" class={typeof column === 'string' ? undefined : 'number'}>
      {name}
    </th>
  );
}
