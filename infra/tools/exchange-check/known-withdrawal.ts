import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Millis } from '../../../functions/shared/core/clock.ts';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import type { InstructionId } from '../../../functions/shared/core/ids.ts';
import { validate } from '../../../functions/shared/core/validate.ts';
import { mayHaveBeenTaken } from '../../../functions/shared/ledger/instruction/attempts.ts';
import type { WithdrawalContent } from '../../../functions/shared/ledger/instruction/content.ts';
import { instructionViewSchema } from '../../../functions/shared/ledger/instruction/view-schema.ts';
import { accessFile } from '../../command-line/access-file.ts';

/** An earlier withdrawal that its records are searched for. */
export interface KnownWithdrawal {
  readonly id: InstructionId;
  /** What it asked for, and when the first attempt was signed that the exchange may have taken. */
  readonly asked?: { readonly content: WithdrawalContent; readonly signedAt: Millis };
}

/** Reads a file with the answer of `GET /instructions/{id}` for a sent withdrawal. Throws InvalidInputError. */
export async function readKnownWithdrawal(file: string): Promise<KnownWithdrawal> {
  const text = await accessFile('--instruction', 'a file that can be read', () => readFile(file, 'utf8'));
  const view = validate('--instruction', v.pipe(v.string(), v.parseJson(), instructionViewSchema), text);
  const { id, kind, coin, chain, quantity, destination, address, tag, requestedBy } = view;
  const first = view.attempts.find(mayHaveBeenTaken);
  if (kind !== 'withdrawal' || chain === undefined || address === undefined || first === undefined) {
    const expected = 'a withdrawal on a chain that was sent, as GET /instructions/{id} shows it';
    throw new InvalidInputError('command line', [{ field: '--instruction', reason: 'is none', expected }]);
  }
  const of = tag === undefined ? {} : { tag };
  const content: WithdrawalContent = {
    kind,
    instructionId: id,
    coin,
    chain,
    quantity,
    destination,
    address,
    requestedBy,
    ...of,
  };
  return { id, asked: { content, signedAt: Date.parse(first.timestamp) } };
}
