import * as v from 'valibot';
import { TreasuryError } from '../../shared/core/errors.ts';
import { comparePeople, type PersonStamp } from '../../shared/core/person.ts';
import { digestSchema } from '../../shared/core/schemas.ts';
import { validate } from '../../shared/core/validate.ts';
import type { FrozenMonth, KeptSignOff, MonthClose } from '../../shared/ledger/store/month-closes.ts';
import { type SignedWord, signedWordSchema } from '../../shared/passkeys/signed-word.ts';
import type { BuiltMonth } from '../../shared/statements/close/build-month.ts';
import {
  contentDigest,
  type SectionDigests,
  sectionDigests,
  sections,
} from '../../shared/statements/close/close-document.ts';
import { obstaclesOf } from '../../shared/statements/close/month-content.ts';

/** The body of `POST /statements/months/{month}/sign-offs`. */
export const signOffRequestSchema = v.strictObject({
  digest: v.pipe(digestSchema, v.description('Of the month as you saw it.')),
  /** What a device of the person signed for it. */
  word: v.exactOptional(signedWordSchema),
});

/** Throws InvalidInputError. */
export function parseSignOffRequest(body: unknown): v.InferOutput<typeof signOffRequestSchema> {
  return validate('sign-off', signOffRequestSchema, body);
}

/** What the person's device signed for it, judged before, and whether it takes that. */
export interface SignOffSignature {
  readonly isAsked?: boolean;
  readonly word?: SignedWord | undefined;
}

/** Nobody signs what may still change, or what nobody explains. */
export class MonthNotClosableError extends TreasuryError {
  constructor(month: string, obstacles: readonly string[]) {
    const shown = obstacles.slice(0, 10).join('; ');
    const more = obstacles.length > 10 ? `; and ${obstacles.length - 10} more` : '';
    super('month-not-closable', `${month} cannot be signed: ${shown}${more}`);
  }
}

/** Two people have signed it. */
export class MonthClosedError extends TreasuryError {
  constructor(month: string) {
    super('month-closed', `${month} is signed by two people, and does not change any more`);
  }
}

/** Who signs saw something else than there is. */
export class MonthDigestError extends TreasuryError {
  constructor(month: string, digest: string, changed: readonly string[]) {
    const what = changed.length === 0 ? '' : ` Since the last sign-off these changed: ${changed.join(', ')}.`;
    super('digest-mismatch', `${month} has the digest ${digest} now.${what} Read it again`);
  }
}

/**
 * The close with one more sign-off. The second of two different people of the same content freezes the month. One of
 * other content than there is now does not count any more, and where signatures are asked for, one without does not.
 * Throws MonthDigestError, MonthNotClosableError and
 * MonthClosedError.
 */
export function signOff(
  now: MonthClose,
  built: BuiltMonth,
  digest: string,
  stamp: PersonStamp,
  { isAsked = false, word }: SignOffSignature = {},
): MonthClose {
  const { content } = built;
  const { month } = content;
  const current = contentDigest(content);
  const before = now.signOffs.filter((each) => isOfPerson(each, stamp));
  if (now.frozen !== undefined) {
    if (before.length === 0) throw new MonthClosedError(month);
    if (digest !== now.frozen.digest) throw new MonthDigestError(month, now.frozen.digest, []);
    return now;
  }
  const own = sectionDigests(content);
  if (digest !== current) throw new MonthDigestError(month, current, changedSince(now.signOffs.at(-1), own));
  const obstacles = obstaclesOf(content);
  if (obstacles.length > 0) throw new MonthNotClosableError(month, obstacles);
  const standing = now.signOffs.filter((each) => each.digest === digest && (!isAsked || each.word !== undefined));
  if (standing.some((each) => isOfPerson(each, stamp))) return now;
  // Words of another epoch are not added up: nobody can tell whether they are of somebody else.
  const others = standing.filter((each) => comparePeople(each, stamp, undefined) === 'different');
  const signOffs = [...others, { ...stamp, digest, sections: own, ...(word === undefined ? {} : { word }) }];
  return signOffs.length < 2 ? { signOffs } : { signOffs, frozen: frozenOf(built, digest) };
}

function isOfPerson(signed: KeptSignOff, stamp: PersonStamp): boolean {
  return comparePeople(signed, stamp, undefined) === 'same';
}

function changedSince(last: KeptSignOff | undefined, now: SectionDigests): readonly string[] {
  return last === undefined ? [] : sections.filter((section) => last.sections[section] !== now[section]);
}

function frozenOf({ content, noteCounts: notes }: BuiltMonth, digest: string): FrozenMonth {
  return { digest, accounts: content.accounts, notes };
}
