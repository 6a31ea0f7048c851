import { isStatus, isTerminal } from '../../../functions/shared/ledger/instruction/allowed-transitions.ts';
import type { BusEvent } from '../aws/events/bus.ts';

export interface StatusChange {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly status: string;
  readonly reason?: string;
}

/**
 * Follows instructions by the events on the bus, as any other system of the company could. What happens at the same
 * time is reported one instruction after the other: each from the moment on from which somebody follows it, with all
 * before.
 */
export class StatusWatch {
  readonly #changes = new Map<string, StatusChange[]>();
  readonly #followed = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #tell: (change: StatusChange) => void;

  constructor(report: (change: StatusChange) => void) {
    this.#tell = report;
  }

  handleEvent(event: BusEvent): void {
    if (event['detail-type'] !== 'InstructionStatusChanged') return;
    const change = changeOf(event.detail);
    const before = this.#changes.get(change.id) ?? [];
    // An event may come twice, and a later one may overtake an earlier one.
    if ((before.at(-1)?.version ?? 0) >= change.version) return;
    this.#changes.set(change.id, [...before, change]);
    if (this.#followed.has(change.id)) this.#tell(change);
    for (const listener of this.#listeners) listener();
  }

  /** Tells what became of it so far, and from now on as it happens. */
  follow(id: string): void {
    if (this.#followed.has(id)) return;
    this.#followed.add(id);
    for (const change of this.#changes.get(id) ?? []) this.#tell(change);
  }

  /** The instructions of this kind, the oldest first. */
  startedOfKind(kind: string): string[] {
    return [...this.#changes].flatMap(([id, [first]]) => (first?.kind === kind ? [id] : []));
  }

  /** The first instruction that a schedule made. */
  async firstTransfer(timeoutMs: number): Promise<string | undefined> {
    const find = () => this.startedOfKind('asset-transfer')[0];
    await this.#until(() => find() !== undefined, timeoutMs);
    return find();
  }

  /** Waits until all have ended, or the time is over: an unknown one may still be found in the exchange's records. */
  async ended(ids: readonly string[], timeoutMs: number): Promise<boolean> {
    return this.#until(() => ids.every((id) => this.#hasEnded(id)), timeoutMs);
  }

  /** Waits until it came by one of these statuses or reasons, be it further on by now. */
  async reached(id: string, wanted: readonly string[], timeoutMs: number): Promise<boolean> {
    const isWanted = ({ status, reason = '' }: StatusChange) => wanted.includes(status) || wanted.includes(reason);
    return this.#until(() => this.#changes.get(id)?.some(isWanted) ?? false, timeoutMs);
  }

  #hasEnded(id: string): boolean {
    const status = this.#changes.get(id)?.at(-1)?.status ?? '';
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
