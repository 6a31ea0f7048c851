import type { KeyName } from '../../functions/base/key-names.ts';
import type { FunctionName } from '../bundling/entries.ts';
import { allow } from '../constructs/grants.ts';
import type { Functions } from './functions.ts';

/** Which function answers for each key. Where several read a key, one of them does. */
const owners: Readonly<Record<KeyName, FunctionName>> = {
  read: 'reconciliation',
  transfer: 'asset-transfer',
  withdrawal: 'withdrawal-release',
  whitelist: 'deposit-address',
  fiat: 'withdrawal-release',
};

/** Lets key-health call the owners of the keys, and tells it who they are. It reads no key itself. */
export function connectKeyHealth(functions: Functions): void {
  const { lambda } = functions['key-health'];
  const names = Object.entries(owners).map(([key, owner]) => [key, functions[owner].lambda.functionName]);
  lambda.addEnvironment('KEY_OWNERS', JSON.stringify(Object.fromEntries(names)));
  const arns = new Set(Object.values(owners).map((owner) => functions[owner].lambda.functionArn));
  allow(lambda, ['lambda:InvokeFunction'], [...arns]);
}
