import { rm } from 'node:fs/promises';
import { accessKeyOf } from '../../../../../infra/local/aws/lambda/environment.ts';
import { ownAccessKey } from '../../../../../infra/local/aws/services/clients.ts';
import { type RunningStack, type StackOptions, startStack } from '../../../../../infra/local/aws/stack.ts';
import { type StackDefinition, writeAssembly } from './assembly.ts';
import { sharedKeyFile } from './issuer-key.ts';

export { eventually } from '../../../../support/eventually.ts';

export interface TestStack extends RunningStack, AsyncDisposable {
  /** Every line that a function wrote, as `function: line`. */
  readonly lines: string[];
  readonly issuerKeyFile: string;
}

export type TestOptions = Partial<Omit<StackOptions, 'assembly' | 'log'>>;

/** Starts a stack of hand-written parts. `await using` closes it and removes its folder. */
export async function start(definition: StackDefinition, options: TestOptions = {}): Promise<TestStack> {
  const assembly = await writeAssembly(definition);
  const lines: string[] = [];
  const issuerKeyFile = options.issuerKeyFile ?? sharedKeyFile;
  try {
    const stack = await startStack({
      parameters: {},
      secrets: {},
      ...options,
      issuerKeyFile,
      assembly,
      log: (said) => lines.push(`${said.function}: ${said.line}`),
    });
    const dispose = async (): Promise<void> => {
      await stack.close();
      await rm(assembly, { recursive: true });
    };
    return { ...stack, lines, issuerKeyFile, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await rm(assembly, { recursive: true });
    throw error;
  }
}

/** Options for an SDK client that talks to the stack, as a function of it where one is named. */
export function clientFor(stack: RunningStack, service: string, caller?: string) {
  const endpoint = stack.endpoints[service];
  if (endpoint === undefined) throw new Error(`no endpoint for ${service}`);
  return {
    endpoint,
    region: stack.region,
    // Who runs the stack, unless a test calls as one of its functions.
    credentials: { accessKeyId: caller === undefined ? ownAccessKey : accessKeyOf(caller), secretAccessKey: 'test' },
    maxAttempts: 1,
  };
}
