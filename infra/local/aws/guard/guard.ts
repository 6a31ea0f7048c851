import { ServiceError } from '../errors.ts';
import type { AccessControl } from '../iam/access-control.ts';
import type { Encryption } from './encryption.ts';
import type { Identity } from './identity.ts';
import type { ItemChange } from './item-change.ts';
import type { Wanted } from './wanted.ts';

/** A call that was allowed. */
export interface HeardCall {
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

export type CallListener = (call: HeardCall) => void;

/** Asks the policies before anything is done, and tells of what they refuse. */
export class Guard {
  readonly access: AccessControl;
  readonly encryption: Encryption;
  private readonly tell: (line: string) => void;
  private readonly listeners = new Set<CallListener>();

  constructor(access: AccessControl, encryption: Encryption, tell: (line: string) => void) {
    this.access = access;
    this.encryption = encryption;
    this.tell = tell;
  }

  /** Hears every call that is allowed. Returns a function that ends it. */
  listen(listener: CallListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Throws an AccessDeniedException for the first call that a policy refuses, or that none allows. */
  admit(by: Identity, calls: readonly Wanted[]): void {
    this.check(by, calls);
    this.tellListeners(by, calls);
  }

  /** As `admit`, for a call whose listeners hear of it later: `tellListeners` is the caller's to do. */
  check(by: Identity, calls: readonly Wanted[]): void {
    for (const call of calls) {
      this.decide(by, call);
      const keyUses = this.encryption.impliedBy(by, call);
      for (const keyUse of keyUses) this.decide(by, keyUse);
      this.tellListeners(by, keyUses);
    }
  }

  /** Whether anybody listens, so that what only listeners want need not be found out for nobody. */
  isHeard(): boolean {
    return this.listeners.size > 0;
  }

  tellListeners({ name: by }: Identity, calls: readonly Wanted[], cost: TableCost = {}): void {
    const { capacityUnits, change } = cost;
    const known = {
      ...(capacityUnits === undefined ? {} : { capacityUnits }),
      ...(change === undefined ? {} : { change }),
    };
    for (const { action, resource } of calls) {
      const heard = { by, action, resource, ...known };
      for (const listener of this.listeners) listener(heard);
    }
  }

  /** As `admit`, where nobody hears the error: whether it is allowed. The refusal is told all the same. */
  permits(by: Identity, calls: readonly Wanted[]): boolean {
    try {
      this.admit(by, calls);
      return true;
    } catch (error) {
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }

  private decide({ name, caller }: Identity, call: Wanted): void {
    const verdict = this.access.decide({ caller, ...call });
    if (verdict.allowed) return;
    this.tell(`refused to ${name}: ${verdict.message}`);
    throw new ServiceError('AccessDeniedException', verdict.message);
  }
}
