import type { ComponentChildren } from 'preact';

interface TableProps {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly children: ComponentChildren;
}

export type Column = string | { readonly name: string; readonly isNumber: true };

/** A table that is moved aside where it is wider than the screen, with the keyboard too. */
export function Table({ caption, columns, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section class="scrolls" tabIndex={0} aria-label={caption}>
      <table>
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>{columns.map((column) => headOf(column))}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
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
