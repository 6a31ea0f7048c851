import type { Treasury } from '../config/define-treasury.ts';
import type { TreasuryFunction } from '../constructs/treasury-function.ts';
import type { StackDependencies } from './dependencies.ts';

/** Tells the function when a day ends and where its statements are kept. */
export function connectStatements(
  { exports }: StackDependencies,
  maker: TreasuryFunction,
  { statements }: Treasury,
): void {
  maker.lambda.addEnvironment('STATEMENT_BUCKET_NAME', exports.bucket.bucketName);
  maker.lambda.addEnvironment('STATEMENT_OFFSET', statements.offset);
}
