import { canonicalDigest } from './canonical-digest.ts';

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
  return canonicalDigest({ ...content, instructionId: shown.instructionId });
}
