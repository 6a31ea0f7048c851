import * as v from 'valibot';
import { nameSchema } from '../../core/schemas.ts';
import { validate } from '../../core/validate.ts';
import type { Difference, Target } from './entry.ts';
import { targetFields } from './target.ts';

const blockForm = 'the number of a block of four characters, 1 for the first';
const textForm = 'the characters of the block';

/** More addresses than any one looks like. */
const lookAlikesMax = 10;

const differenceSchema = v.strictObject({
  /** A whitelist entry's id, or `deposit-address/<coin>/<chain>`. */
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9 /_-]{0,127}$/, 'the id that the refusal named')),
  block: v.pipe(v.number(blockForm), v.integer(blockForm), v.minValue(1, blockForm), v.maxValue(32, blockForm)),
  here: v.pipe(v.string(textForm), v.regex(/^[\x21-\x7e]{1,4}$/, textForm)),
  there: v.pipe(v.string(textForm), v.regex(/^[\x21-\x7e]{1,4}$/, textForm)),
});

/** An address, as people and the configuration write it. */
export const cryptoProposalSchema = v.strictObject({
  id: nameSchema,
  ...targetFields.crypto,
  lookAlikes: v.exactOptional(v.pipe(v.array(differenceSchema), v.maxLength(lookAlikesMax))),
});

/** A bank account that is bound at the exchange. */
export const bankProposalSchema = v.strictObject({ id: nameSchema, ...targetFields.bank });

/** One of the two. To read one, take `proposalSchemaFor`: it names each flaw with its field. */
export const proposalSchema = v.union([cryptoProposalSchema, bankProposalSchema]);

export type ProposalInput = v.InferOutput<typeof proposalSchema>;

/** Who proposes what a deploy brings. No person may have this name. */
export const configProposer = 'config';

/** What is proposed, without who does it. */
export interface EntryProposal {
  readonly id: string;
  readonly target: Target;
  readonly lookAlikes: readonly Difference[];
}

/** The one of the two that an input means. So each flaw is named with its field. */
export function proposalSchemaFor(input: unknown): typeof cryptoProposalSchema | typeof bankProposalSchema {
  const isBank = typeof input === 'object' && input !== null && 'bankAccount' in input;
  return isBank ? bankProposalSchema : cryptoProposalSchema;
}

/** Reads the body of `POST /whitelist`, or an entry of the configuration. Throws InvalidInputError. */
export function parseProposal(input: unknown): EntryProposal {
  return toEntryProposal(validate('whitelist entry', proposalSchemaFor(input), input));
}

/** What it says, in our own terms. */
export function toEntryProposal(text: ProposalInput): EntryProposal {
  if ('bankAccount' in text) {
    const { id, ...target } = text;
    return { id, target: { kind: 'bank', ...target }, lookAlikes: [] };
  }
  const { id, lookAlikes = [], ...target } = text;
  return { id, target: { kind: 'crypto', ...target }, lookAlikes };
}
