/**
 * Decodes canonical standard Base64, padding included. Undefined for anything else: Node's own decoder skips what it
 * does not know.
 */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : undefined;
}
