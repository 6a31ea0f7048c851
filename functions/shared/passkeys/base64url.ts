/** How many bytes a text may stand for. */
export interface ByteLimits {
  readonly least: number;
  readonly most: number;
}

/**
 * Decodes canonical base64url without padding. Undefined for anything else: Node's own decoder skips what it does not
 * know, so that many texts would stand for the same bytes.
 */
export function decodeBase64url(text: string, { least, most }: ByteLimits): Buffer | undefined {
  if (text.length > textLength(most)) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length >= least && bytes.toString('base64url') === text ? bytes : undefined;
}

/** How long the text of so many bytes is. */
export function textLength(bytes: number): number {
  return Math.ceil((bytes * 4) / 3);
}
