/** The chains of these destinations, each once. Bank accounts are on none. */
export function chainsIn(entries: readonly object[]): readonly string[] {
  const chains = entries.flatMap((entry) => ('chain' in entry ? [String(entry.chain)] : []));
  return [...new Set(chains)].toSorted();
}
