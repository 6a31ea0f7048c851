/** An address in blocks of four, the way people compare two of them. */
export function inBlocks(text: string): string[] {
  return text.match(/.{1,4}/gu) ?? [];
}
