import type { ObservedCall } from '../../local/aws/guard/guard.ts';
import type { FinishedInvocation } from '../../local/aws/lambda/pool.ts';
import type { OperationCounts } from '../cost/usage/operation.ts';
import { indexUnits } from './index-units.ts';

/**
 * A message is sent, received and deleted: three requests of SQS. Empty receives are counted apart
 * (model/fixed-usage.ts).
 */
const requestsPerMessage = 3;

const reads = new Set(['dynamodb:GetItem', 'dynamodb:Query']);
const writes = new Set(['dynamodb:PutItem', 'dynamodb:UpdateItem']);

/** What Lambda's pollers, KMS and Lambda itself are asked is in the model, not in an operation. */
const notCounted = /^(kms|lambda|logs|states|sqs:(Receive|Delete|GetQueue))/;

type Counts = Record<string, number>;

/** An operation while it is counted. */
type OperationTally = {
  -readonly [Field in keyof OperationCounts]: OperationCounts[Field] extends number ? number : Counts;
};

/** Counts what happens on a local stack, from one moment to another. */
export class UsageMeter {
  private readonly prefix: string;
  private operation = emptyAct();
  private lastSeenAt = performance.now();

  /** `prefix`: what every function's name begins with. */
  constructor(prefix: string) {
    this.prefix = prefix;
  }

  begin(): void {
    this.operation = emptyAct();
  }

  /** What was counted since `begin`. What is heard later is not in it. */
  end(): OperationCounts {
    const { operation } = this;
    const [invocations, calls, exchange] = [
      { ...operation.invocations },
      { ...operation.calls },
      { ...operation.exchange },
    ];
    return { ...operation, invocations, calls, exchange, milliseconds: rounded(operation.milliseconds) };
  }

  /** Milliseconds since something was heard last. */
  quietFor(): number {
    return performance.now() - this.lastSeenAt;
  }

  call({ by, action, capacityUnits = 0, change }: ObservedCall): void {
    this.lastSeenAt = performance.now();
    if (reads.has(action) && this.isFunction(by)) this.operation.reads += capacityUnits;
    if (writes.has(action) && this.isFunction(by)) {
      this.operation.writes += capacityUnits + (change === undefined ? 0 : indexUnits(change));
    }
    if (action === 'sqs:SendMessage') this.operation.queueRequests += requestsPerMessage;
    if (action === 'sns:Publish') this.operation.notifications += 1;
    if (this.isFunction(by) && !notCounted.test(action)) add(this.operation.calls, action, 1);
  }

  invocation({ functionName, milliseconds }: FinishedInvocation): void {
    this.lastSeenAt = performance.now();
    const name = functionName.slice(this.prefix.length);
    add(this.operation.invocations, name, 1);
    add(this.operation.milliseconds, name, milliseconds);
  }

  event(): void {
    this.lastSeenAt = performance.now();
    this.operation.events += 1;
  }

  exchange(name: string): void {
    this.lastSeenAt = performance.now();
    add(this.operation.exchange, name, 1);
  }

  line(name: string, line: string): void {
    if (this.isFunction(name)) this.operation.logBytes += Buffer.byteLength(line) + eventBytes;
  }

  schedule(): void {
    this.operation.scheduled += 1;
  }

  request(): void {
    this.operation.httpRequests += 1;
  }

  private isFunction(name: string): boolean {
    return name.startsWith(this.prefix);
  }
}

/** CloudWatch adds so much to each line (its pricing page). */
const eventBytes = 26;

export function emptyAct(): OperationTally {
  return {
    invocations: {},
    milliseconds: {},
    reads: 0,
    writes: 0,
    calls: {},
    queueRequests: 0,
    events: 0,
    notifications: 0,
    scheduled: 0,
    httpRequests: 0,
    logBytes: 0,
    exchange: {},
  };
}

function add(counts: Counts, name: string, more: number): void {
  counts[name] = (counts[name] ?? 0) + more;
}

function rounded(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Math.round(value)]));
}
