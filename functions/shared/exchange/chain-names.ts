/**
 * The names by which `exchangeInfo` shows a chain, by the name that requests take (exchange-api.md section 6).
 * ASSUMPTION A33: nothing documents which belong together; these are what was seen, and what one client sends.
 */
const shownNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['ETH', ['ERC20']],
  ['Tron', ['TRC20']],
  ['BTC', ['Bitcoin']],
  ['BSC', ['BSC(BEP20)', 'BEP20']],
  ['AvalancheC', ['AVAX', 'AVAX C-Chain']],
  ['Solana', ['SOL']],
  ['Polygon', ['MATIC']],
  ['Cosmos', ['ATOM']],
  ['Polkadot', ['DOT']],
  ['LTC', ['Litecoin']],
  ['Optimism', ['OPTIMISM']],
  ['Arbitrum', ['ARBITRUM']],
  ['Dogecoin', ['DOGE']],
  ['zkSync', ['ZKSYNC']],
  ['TON', []],
  ['Klaytn', ['KLAYTN']],
  ['Merlin Chain', ['MERLINCHAIN']],
]);

/**
 * The name that requests take for a chain that `exchangeInfo` shows. A name that is not known here is taken for its
 * own: where the exchange uses one name only, they are the same.
 */
export function requestChainOf(shown: string): string {
  const known = [...shownNames].find(([, names]) => names.includes(shown));
  return known?.[0] ?? shown;
}

/** Whether a text is a name of a chain, by either vocabulary. */
export function isChainName(text: string): boolean {
  return shownNames.has(requestChainOf(text));
}
