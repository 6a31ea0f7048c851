import { aliases } from '../../functions/shared/core/names.ts';
import { keyOwners } from '../config/key-owners.ts';
import { allow } from '../constructs/grants.ts';
import type { Functions } from './functions.ts';

/**
 * Lets key-health call the owners of the keys, and tells it who they are. It reads no key itself, and calls each owner
 * by an alias that does nothing but check keys: it could hand in a sweep or a release by the function itself.
 */
export function connectKeyHealth(functions: Functions): void {
  const { lambda } = functions['key-health'];
  const names = Object.entries(keyOwners).map(([key, owner]) => {
    const { functionName } = functions[owner].lambda;
    return [key, `${functionName}:${aliases.keyCheck}`];
  });
  lambda.addEnvironment('KEY_OWNERS', JSON.stringify(Object.fromEntries(names)));
  const owners = new Set(Object.values(keyOwners));
  const checkable = [...owners].map((owner) => functions[owner].callableAs(aliases.keyCheck));
  allow(
    lambda,
    ['lambda:InvokeFunction'],
    checkable.map(({ functionArn }) => functionArn),
  );
}
