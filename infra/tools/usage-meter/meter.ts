import type { HeardCall } from '../../local/aws/guard/guard.ts';
import type { FinishedInvocation } from '../../local/aws/lambda/pool.ts';
import type { Act } from '../cost/usage/operation.ts';
import { indexUnits } from './index-units.ts';

/** A message is sent, received and deleted: three requests of SQS. Empty receives are counted apart (model/standing.ts). */
const requestsPerMessage = 3;

const reads = new Set(['dynamodb:GetItem', 'dynamodb:Query']);
const writes = new Set(['dynamodb:PutItem', 'dynamodb:UpdateItem']);

/** What Lambda's pollers, KMS and Lambda itself are asked is in the model, not in an act. */
const notCounted = /^(kms|lambda|logs|states|sqs:(Receive|Delete|GetQueue))/;

type Counts = Record<string, number>;

/** An act while it is counted. */
type Tally = { -readonly [Field in keyof Act]: Act[Field] extends number ? number : Counts };

/** Counts what happens on a local stack, from one moment to another. */
export class Meter {
  private readonly prefix: string;
  private act = emptyAct();
  private heardAt = performance.now();

  /** `prefix`: what every function's name begins with. */
  constructor(prefix: string) {
    this.prefix = prefix;
  }

  begin(): void {
    this.act = emptyAct();
  }

  /** What was counted since `begin`. What is heard later is not in it. */
  end(): Act {
    const { act } = this;
    const [invocations, calls, exchange] = [{ ...act.invocations }, { ...act.calls }, { ...act.exchange }];
    return { ...act, invocations, calls, exchange, milliseconds: rounded(act.milliseconds) };
  }

  /** Milliseconds since something was heard last. */
  quietFor(): number {
    return performance.now() - this.heardAt;
  }

  call({ by, action, capacityUnits = 0, change }: HeardCall): void {
    this.heardAt = performance.now();
    if (reads.has(action) && this.isFunction(by)) this.act.reads += capacityUnits;
    if (writes.has(action) && this.isFunction(by)) {
      this.act.writes += capacityUnits + (change === undefined ? 0 : indexUnits(change));
    }
    if (action === 'sqs:SendMessage') this.act.queueRequests += requestsPerMessage;
    if (action === 'sns:Publish') this.act.notifications += 1;
    if (this.isFunction(by) && !notCounted.test(action)) add(this.act.calls, action, 1);
  }

  invocation({ functionName, milliseconds }: FinishedInvocation): void {
    this.heardAt = performance.now();
    const name = functionName.slice(this.prefix.length);
    add(this.act.invocations, name, 1);
    add(this.act.milliseconds, name, milliseconds);
  }

  event(): void {
    this.heardAt = performance.now();
    this.act.events += 1;
  }

  exchange(name: string): void {
    this.heardAt = performance.now();
    add(this.act.exchange, name, 1);
  }

  line(name: string, line: string): void {
    if (this.isFunction(name)) this.act.logBytes += Buffer.byteLength(line) + eventBytes;
  }

  schedule(): void {
    this.act.scheduled += 1;
  }

  request(): void {
    this.act.httpRequests += 1;
  }

  private isFunction(name: string): boolean {
    return name.startsWith(this.prefix);
  }
}

/** CloudWatch adds so much to each line (its pricing page). */
const eventBytes = 26;

export function emptyAct(): Tally {
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
