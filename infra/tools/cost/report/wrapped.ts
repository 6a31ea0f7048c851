const widthMax = 118;

/** A long sentence in lines of a readable width; those after the first stand further in. */
export function wrapped(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const isFull = line.length + 1 + word.length > widthMax;
    if (isFull) lines.push(line);
    line = isFull ? `${indent}  ${word}` : line.trim() === '' ? `${indent}${word}` : `${line} ${word}`;
  }
  return [...lines, line];
}
