import { canonicalJson } from '../core/canonical-digest.ts';
import { type Flaw, InvalidInputError } from '../core/errors.ts';
import { parseStrictJson } from '../core/strict-json.ts';
import { validate } from '../core/validate.ts';
import { type ByteLimits, decodeBase64url } from './base64url.ts';
import { type Enrolment, enrolmentSchema } from './enrolment.ts';
import { compareNamed } from './person.ts';
import { readPublicKey } from './public-key.ts';

/*
 * The first devices of a stage stand in its configuration, as lines of text that the console or a command prints. They
 * reach the functions by its deployment, so that whoever writes the table cannot add one.
 */

const prefix = 'passkey:v1:';
const rootLimits: ByteLimits = { least: 2, most: 8_192 };
const rootForm = `a line that begins with "${prefix}", as the console prints it for a device`;
const leastPeople = 2;

/** One line of text for a device, to paste into a configuration. */
export function printRoot(enrolment: Enrolment): string {
  return prefix + Buffer.from(canonicalJson(enrolment), 'utf8').toString('base64url');
}

/** Reads a line of `printRoot`. Throws InvalidInputError, whose flaws are of `field` and what is below it. */
export function parseRoot(line: string, field: string): Enrolment {
  const bytes = line.startsWith(prefix) ? decodeBase64url(line.slice(prefix.length), rootLimits) : undefined;
  const reason = line.startsWith(prefix) ? 'was cut off or changed' : 'is not the line of a device';
  if (bytes === undefined) throw refusal([{ field, reason, expected: rootForm }]);
  const text = bytes.toString('utf8');
  const json = parseStrictJson(text, { what: 'roots', field, expected: rootForm });
  const enrolment = validate('roots', enrolmentSchema, json, field);
  if (printRoot(enrolment) !== line) throw refusal([{ field, reason: 'was changed', expected: rootForm }]);
  if (readPublicKey(enrolment) !== undefined) return enrolment;
  const expected = 'a key of P-256, of Ed25519, or of RSA with 2048 to 4096 bits';
  throw refusal([{ field: `${field}.publicKey`, reason: 'is not a key that is taken', expected }]);
}

/** What all roots of a stage are of. */
export interface RootsOf {
  readonly stage: string;
  readonly rpId: string;
}

/**
 * Reads all roots of a stage: each of this stage and domain, none twice, and of two people at least. Throws
 * InvalidInputError with every flaw.
 */
export function parseRoots(lines: readonly string[], of: RootsOf, field: string): readonly Enrolment[] {
  const flaws: Flaw[] = [];
  const roots = lines.flatMap((line, index) => parsed(line, `${field}.${index}`, flaws));
  flaws.push(...roots.flatMap((root, index) => strangerFlaws(root, of, `${field}.${index}`)));
  flaws.push(...roots.flatMap((root, index) => repeatedFlaws(root, roots.slice(0, index), `${field}.${index}`)));
  if (flaws.length === 0 && !areOfTwoPeople(roots)) {
    const expected = `devices of at least ${leastPeople} different people`;
    flaws.push({ field, reason: 'are not of two people', expected });
  }
  if (flaws.length > 0) throw refusal(flaws);
  return roots;
}

function parsed(line: string, field: string, flaws: Flaw[]): readonly Enrolment[] {
  try {
    return [parseRoot(line, field)];
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    flaws.push(...error.flaws);
    return [];
  }
}

function strangerFlaws(root: Enrolment, { stage, rpId }: RootsOf, field: string): readonly Flaw[] {
  return [
    ...(root.stage === stage
      ? []
      : [{ field: `${field}.stage`, reason: 'is another stage', expected: `a device of the stage "${stage}"` }]),
    ...(root.rpId === rpId
      ? []
      : [{ field: `${field}.rpId`, reason: 'is another domain', expected: `a device enrolled at "${rpId}"` }]),
  ];
}

function repeatedFlaws(root: Enrolment, before: readonly Enrolment[], field: string): readonly Flaw[] {
  const isTwice = before.some((each) => each.credentialId === root.credentialId || each.publicKey === root.publicKey);
  return isTwice ? [{ field, reason: 'is there twice', expected: 'each device once' }] : [];
}

function areOfTwoPeople(roots: readonly Enrolment[]): boolean {
  return roots.some((a) => roots.some((b) => compareNamed(a.person, b.person) === 'different'));
}

function refusal(flaws: readonly Flaw[]): InvalidInputError {
  return new InvalidInputError('roots', flaws);
}
