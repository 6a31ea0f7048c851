/** Names as choices, with the one that an address names, whether or not it is one of them. */
export function choicesOf(names: readonly string[], chosen: string): Readonly<Record<string, string>> {
  const all = chosen === '' || names.includes(chosen) ? names : [...names, chosen];
  return Object.fromEntries(all.map((name) => [name, name]));
}
