import { parseJson } from '../../../json.ts';
import { type LocalInvocationError, NoSuchResourceError } from '../errors.ts';
import type { Identity } from '../guard/identity.ts';
import { type FinishedInvocation, Pool, type PoolOptions } from './pool.ts';

/** What is asked of an asynchronous invocation that fails (AWS::Lambda::EventInvokeConfig and DeadLetterConfig). */
export interface AsyncPolicy {
  /** 0 to 2 further attempts. Lambda's default is 2. */
  readonly maximumRetryAttempts: number;
  /** Gets a record of each invocation that failed for good. */
  readonly onFailure?: string;
  readonly onSuccess?: string;
  /** Gets the event itself when it failed for good. */
  readonly deadLetterArn?: string;
}

export interface LocalFunction {
  readonly name: string;
  readonly arn: string;
  /** Its role. What Lambda does for the function, it does in this name too. */
  readonly identity: Identity;
  readonly pool: Pool;
  policy: AsyncPolicy;
}

export type InvocationListener = (invocation: FinishedInvocation) => void;

/** Every function of the stack, by name or ARN. */
export class Functions {
  private readonly byName = new Map<string, LocalFunction>();
  private readonly listeners = new Set<InvocationListener>();

  add(options: PoolOptions, identity: Identity, policy: AsyncPolicy): void {
    const { functionName: name, functionArn: arn } = options;
    const pool = new Pool(options, (invocation) => {
      for (const listener of this.listeners) listener(invocation);
    });
    this.byName.set(name, { name, arn, identity, pool, policy });
  }

  /** Hears every invocation that has ended. Returns a function that ends it. */
  listen(listener: InvocationListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  names(): string[] {
    return [...this.byName.keys()];
  }

  /** By name, by ARN, or by either with a version or alias behind it. Throws a NoSuchResourceError. */
  find(nameOrArn: string): LocalFunction {
    const found = this.lookUp(nameOrArn);
    if (!found) throw new NoSuchResourceError('function', nameOrArn, this.names());
    return found;
  }

  /** As `find`, but undefined where there is none. An ARN of another account or region is none of ours. */
  lookUp(nameOrArn: string): LocalFunction | undefined {
    const isArn = nameOrArn.startsWith('arn:');
    const [, name = ''] = isArn ? nameOrArn.split(':function:') : ['', nameOrArn];
    const found = this.byName.get(name.split(':')[0] ?? '');
    const isOurs = !isArn || nameOrArn === found?.arn || nameOrArn.startsWith(`${found?.arn}:`);
    return isOurs ? found : undefined;
  }

  /** The ARN that the function is shown when it is called so: with the version or alias, if one is named. */
  invokedArn(nameOrArn: string): string {
    const { name, arn } = this.find(nameOrArn);
    return nameOrArn.startsWith('arn:') ? nameOrArn : `${arn}${nameOrArn.slice(name.length)}`;
  }

  /** Calls a function and waits. Rejects with a LocalInvocationError. */
  async invoke(nameOrArn: string, payload: unknown): Promise<unknown> {
    const answer = await this.find(nameOrArn).pool.invoke(JSON.stringify(payload) ?? 'null', {
      arn: this.invokedArn(nameOrArn),
    });
    return parseJson(answer);
  }

  async close(): Promise<void> {
    await Promise.all([...this.byName.values()].map(({ pool }) => pool.close()));
  }
}

/** The body of a failed invocation, as Lambda writes it. */
export function failureBody(error: LocalInvocationError): Record<string, unknown> {
  const { errorType, errorMessage, trace } = error;
  return { errorType, errorMessage, ...(trace.length > 0 ? { trace } : {}) };
}
