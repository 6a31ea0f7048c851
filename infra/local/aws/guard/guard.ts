import { ServiceError } from '../errors.ts';
import type { AccessControl } from '../iam/access-control.ts';
import type { RequestedCall } from '../iam/call.ts';
import type { Encryption } from './encryption.ts';
import type { Identity } from './identity.ts';
import type { ItemChange } from './item-change.ts';

/** A call that was allowed. */
export interface ObservedCall {
  /** A function, a schedule, a state machine or an AWS service; `administrator` for who runs the stack. */
  readonly by: string;
  /** Such as `sqs:SendMessage`. What services do with a KMS key in the caller's name is heard too, as `kms:Decrypt`. */
  readonly action: string;
  readonly resource: string;
  /** Calls of DynamoDB only: what the table itself was charged, without its indexes. */
  readonly capacityUnits?: number;
  /** Writes of DynamoDB only, where they succeeded: what became of the item. */
  readonly change?: ItemChange;
}

/** What is known of a call of DynamoDB when it is done. */
interface TableCost {
  readonly capacityUnits?: number | undefined;
  readonly change?: ItemChange | undefined;
}

export type CallListener = (call: ObservedCall) => void;

/** Asks the policies before anything is done, and tells of what they refuse. */
export class Guard {
  readonly access: AccessControl;
  readonly encryption: Encryption;
  private readonly log: (line: string) => void;
  private readonly listeners = new Set<CallListener>();

  constructor(access: AccessControl, encryption: Encryption, log: (line: string) => void) {
    this.access = access;
    this.encryption = encryption;
    this.log = log;
  }

  /** Hears every call that is allowed. Returns a function that ends it. */
  listen(listener: CallListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Throws an AccessDeniedException for the first call that a policy refuses, or that none allows. */
  admit(by: Identity, calls: readonly RequestedCall[]): void {
    this.check(by, calls);
    this.notifyListeners(by, calls);
  }

  /** As `admit`, for a call whose listeners hear of it later: `tellListeners` is the caller's to do. */
  check(by: Identity, calls: readonly RequestedCall[]): void {
    for (const call of calls) {
      this.authorize(by, call);
      const keyUses = this.encryption.impliedBy(by, call);
      for (const keyUse of keyUses) this.authorize(by, keyUse);
      this.notifyListeners(by, keyUses);
    }
  }

  /** Whether anybody listens, so that what only listeners want need not be found out for nobody. */
  hasListeners(): boolean {
    return this.listeners.size > 0;
  }

  notifyListeners({ name: by }: Identity, calls: readonly RequestedCall[], cost: TableCost = {}): void {
    const { capacityUnits, change } = cost;
    const known = {
      ...(capacityUnits === undefined ? {} : { capacityUnits }),
      ...(change === undefined ? {} : { change }),
    };
    for (const { action, resource } of calls) {
      const observed = { by, action, resource, ...known };
      for (const listener of this.listeners) listener(observed);
    }
  }

  /** As `admit`, where nobody hears the error: whether it is allowed. The refusal is told all the same. */
  permits(by: Identity, calls: readonly RequestedCall[]): boolean {
    try {
      this.admit(by, calls);
      return true;
    } catch (error) {
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }

  private authorize({ name, caller }: Identity, call: RequestedCall): void {
    const verdict = this.access.decide({ caller, ...call });
    if (verdict.allowed) return;
    this.log(`refused to ${name}: ${verdict.message}`);
    throw new ServiceError('AccessDeniedException', verdict.message);
  }
}
