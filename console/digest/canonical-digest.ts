import canonicalize from 'canonicalize';

/** Lower-case hex SHA-256 of the RFC 8785 JSON of this. */
export async function canonicalDigest(content: object): Promise<string> {
  const text = canonicalize(content);
  if (text === undefined) throw new TypeError('an object has a canonical form');
  return textDigest(text);
}

/** Lower-case hex SHA-256 of a text. */
export async function textDigest(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
