/**
 * `1250000.50` as `1,250,000.50`: only commas are added, in the way of all three languages. It never goes through a
 * number, which would lose digits.
 */
export function groupDigits(quantity: string): string {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(.*)$/.exec(quantity) ?? [undefined, '', '', quantity];
  return `${sign}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${rest}`;
}
