import { keyOwners } from '../config/key-owners.ts';
import { allow } from '../constructs/grants.ts';
import { nameIn, type Stage } from '../constructs/stage.ts';
import type { Functions } from './functions.ts';

/** Lets key-health call the owners of the keys, and tells it who they are. It reads no key itself. */
export function connectKeyHealth(stage: Stage, functions: Functions): void {
  const { lambda } = functions['key-health'];
  const names = Object.entries(keyOwners).map(([key, owner]) => [key, functions[owner].lambda.functionName]);
  lambda.addEnvironment('KEY_OWNERS', JSON.stringify(Object.fromEntries(names)));
  lambda.addEnvironment('POWERTOOLS_METRICS_NAMESPACE', nameIn(stage));
  const arns = new Set(Object.values(keyOwners).map((owner) => functions[owner].lambda.functionArn));
  allow(lambda, ['lambda:InvokeFunction'], [...arns]);
}
