/** The names of texts: below a name are others, or there is its text (0). */
export interface TextNames {
  readonly [name: string]: TextNames | 0;
}

/** Puts texts under their names: all of them in one list, in the order in which the names are read from the top. */
export function withNames(names: TextNames, texts: readonly unknown[]): unknown {
  const left = texts.values();
  const inside = (below: TextNames): unknown =>
    Object.fromEntries(
      Object.entries(below).map(([name, under]) => [name, under === 0 ? left.next().value : inside(under)]),
    );
  return inside(names);
}
