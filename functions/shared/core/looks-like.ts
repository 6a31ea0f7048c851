/** What all addresses of a kind begin with tells none of them apart. */
const commonPrefix = /^(0x|bc1[qp]|[13T])/i;

/**
 * So many equal characters at head and tail together make a look-alike, however they are divided. Wallets and explorers
 * shorten an address to 4 + 4 characters or more, and people look at even fewer, while an address that agrees with
 * another one in eight is made on one graphics card within a minute. Two honest addresses agree in six by a chance of
 * 7 : 16^6, one pair in 2.4 million, so that hardly anybody is ever asked for nothing. The letter case does not count:
 * the eye passes over it.
 */
const alikeMin = 6;

/** Whether an eye that goes over head and tail takes the two for one. True for equal texts. */
export function looksLike(one: string, other: string): boolean {
  const [a, b] = [bodyOf(one), bodyOf(other)];
  const shorter = Math.min(a.length, b.length);
  const head = equalFromHead(a, b, shorter);
  const tail = equalFromHead(reversed(a), reversed(b), shorter - head);
  return head + tail >= Math.min(alikeMin, shorter);
}

function bodyOf(address: string): string {
  return address.replace(commonPrefix, '').toLowerCase();
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

function equalFromHead(a: string, b: string, max: number): number {
  let count = 0;
  while (count < max && a[count] === b[count]) count += 1;
  return count;
}
