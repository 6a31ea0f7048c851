import { paceMs } from '../../functions/shared/exchange/client/pacer.ts';
import type { Treasury } from '../config/define-treasury.ts';
import type { TreasuryFunction } from '../constructs/treasury-function.ts';
import type { StackDependencies } from './dependencies.ts';

/**
 * Milliseconds between two readings: a fifth of the rate of the key, which is the tick's. A statement has hours, and the
 * tick has seconds. On this machine somebody waits for it, and the key's own rate is enough.
 */
const readEveryMs = { deployed: 5 * paceMs.query, local: paceMs.query };

/** Tells the function when a day ends and where its statements are kept. */
export function connectStatements(
  { stage, exports }: StackDependencies,
  maker: TreasuryFunction,
  { statements }: Treasury,
): void {
  maker.lambda.addEnvironment('STATEMENT_BUCKET_NAME', exports.bucket.bucketName);
  maker.lambda.addEnvironment('STATEMENT_OFFSET', statements.offset);
  const everyMs = stage.isLocal ? readEveryMs.local : readEveryMs.deployed;
  maker.lambda.addEnvironment('STATEMENT_READ_EVERY_MS', String(everyMs));
}
