import canonicalize from 'canonicalize';

/** The fields of an instruction that its digest covers, as docs/digest.md lists them; `instructionId` beside them. */
const fields = [
  'kind',
  'destination',
  'address',
  'tag',
  'coin',
  'chain',
  'quantity',
  'requestedBy',
  'note',
  'fundFrom',
  'source',
  'sweepId',
  'funds',
] as const;

/** What a page shows of an instruction, in the words of the digest's recipe. */
export type ShownContent = { readonly instructionId: string } & { readonly [Name in (typeof fields)[number]]?: string };

/**
 * The digest of what is shown, 64 lower-case hexadecimal digits. It has to be the server's: a page that shows something
 * else than the treasury has cannot send the treasury's digest.
 */
export async function instructionDigest(shown: ShownContent): Promise<string> {
  const present = fields.filter((name) => shown[name] !== undefined);
  const content = Object.fromEntries(present.map((name) => [name, shown[name]]));
  const text = canonicalize({ ...content, instructionId: shown.instructionId });
  if (text === undefined) throw new TypeError('an object has a canonical form');
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
