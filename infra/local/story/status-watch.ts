import { isStatus, isTerminal } from '../../../functions/ledger/instruction/arrows.ts';
import type { BusEvent } from '../aws/events/bus.ts';

export interface StatusChange {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly status: string;
  readonly reason?: string;
}

/** Follows instructions by the events on the bus, as any other system of the company could. */
export class StatusWatch {
  readonly #latest = new Map<string, StatusChange>();
  readonly #listeners = new Set<() => void>();
  readonly #tell: (change: StatusChange) => void;

  constructor(tell: (change: StatusChange) => void) {
    this.#tell = tell;
  }

  hear(event: BusEvent): void {
    if (event['detail-type'] !== 'InstructionStatusChanged') return;
    const change = changeOf(event.detail);
    const before = this.#latest.get(change.id);
    // An event may come twice, and a later one may overtake an earlier one.
    if (before !== undefined && before.version >= change.version) return;
    this.#latest.set(change.id, change);
    this.#tell(change);
    for (const listener of this.#listeners) listener();
  }

  /** The first instruction that a schedule made. */
  async firstTransfer(timeoutMs: number): Promise<string | undefined> {
    const find = () => [...this.#latest.values()].find(({ kind }) => kind === 'asset-transfer')?.id;
    await this.#until(() => find() !== undefined, timeoutMs);
    return find();
  }

  /** Waits until all have ended, or the time is over: an unknown one may still be found in the exchange's records. */
  async ended(ids: readonly string[], timeoutMs: number): Promise<boolean> {
    return this.#until(() => ids.every((id) => this.#hasEnded(id)), timeoutMs);
  }

  #hasEnded(id: string): boolean {
    const status = this.#latest.get(id)?.status ?? '';
    return isStatus(status) && isTerminal(status);
  }

  #until(isTrue: () => boolean, timeoutMs: number): Promise<boolean> {
    if (isTrue()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (result: boolean) => {
        clearTimeout(timer);
        this.#listeners.delete(check);
        resolve(result);
      };
      const check = () => {
        if (isTrue()) end(true);
      };
      const timer = setTimeout(() => end(false), timeoutMs);
      this.#listeners.add(check);
    });
  }
}

function changeOf(detail: Readonly<Record<string, unknown>>): StatusChange {
  const { id, kind, version, status, reason } = detail;
  const base = { id: String(id), kind: String(kind), version: Number(version), status: String(status) };
  return typeof reason === 'string' ? { ...base, reason } : base;
}
