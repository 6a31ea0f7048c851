/** People compare long texts block by block, each as long as an eye takes in at once. */
const blockLength = 4;

/**
 * A text in blocks of four characters from its beginning, the last one as long as what is left. Block 1 is the first.
 */
export function blocksOf(text: string): readonly string[] {
  const count = Math.ceil(text.length / blockLength);
  return Array.from({ length: count }, (_, index) => text.slice(index * blockLength, (index + 1) * blockLength));
}
