import * as v from 'valibot';
import type { RunningStack } from './aws/stack.ts';
import { RunFile } from './run-file.ts';

const schema = v.object({
  region: v.string(),
  /** Base URLs, by the service's SDK id in lower case. */
  endpoints: v.object({ secrets_manager: v.string(), lambda: v.string() }),
});

/** Where a running local stack says how a tool reaches its services. */
export const stackRunFile = new RunFile('stack.json', schema);

export type StackAddress = v.InferOutput<typeof schema>;

export function stackAddressOf({ region, endpoints }: Pick<RunningStack, 'region' | 'endpoints'>): StackAddress {
  return v.parse(schema, { region, endpoints });
}
