import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import type { ExportRecord } from './export-record.ts';
import { type ChainDigest, type Finding, type ItemVerdict, kindOf, type Readable, verifyItem } from './verify-item.ts';

export interface Verification {
  readonly instructions: number;
  /** Whitelist entries. */
  readonly entries: number;
  readonly findings: readonly Finding[];
}

/**
 * Checks every history that it is shown, and remembers in short what each came to: what is shown later has to go on
 * from that. So it finds too what no chain alone can show, such as an item that is gone, or one that went back.
 */
export class HistoryCheck {
  /** By key. Undefined for an item that could not be read. */
  private readonly known = new Map<string, ChainDigest | undefined>();
  private readonly findings: Finding[] = [];
  private readonly observe: (seen: Readable) => void;

  /** `observe` is shown everything that can be read, too. */
  constructor(observe: (seen: Readable) => void = () => {}) {
    this.observe = observe;
  }

  result(): Verification {
    const keys = [...this.known.keys()];
    const count = (kind: string) => keys.filter((key) => kindOf(key) === kind).length;
    return { instructions: count('instruction'), entries: count('entry'), findings: this.findings };
  }

  /** Notes something that is wrong with no item in particular. */
  addProblem(item: string, problem: string): void {
    this.findings.push({ item, problem });
  }

  /** Shows it all that there is at one time. */
  async checkSnapshot(items: AsyncIterable<Item>, where?: string): Promise<void> {
    const missing = new Set(this.known.keys());
    for await (const item of items) {
      const key = String(item.pk);
      missing.delete(key);
      this.checkItem(key, item, where);
    }
    for (const key of missing) this.addFinding({ item: key, problem: 'is no longer there' }, where);
  }

  /**
   * Shows it what has changed since. `joins`: nothing lies between, so what the change begins with has to be what is
   * known.
   */
  async checkChanges(records: AsyncIterable<ExportRecord>, joins: boolean, where: string): Promise<void> {
    for await (const { pk, before, after } of records) {
      if (kindOf(pk) === undefined) continue;
      if (joins) this.compareStart(pk, before, where);
      if (after === undefined) this.addFinding({ item: pk, problem: 'was deleted' }, where);
      else this.checkItem(pk, after, where);
    }
  }

  private checkItem(key: string, item: Item, where: string | undefined): void {
    const kind = kindOf(key);
    if (kind === undefined) return;
    const verdict = verifyItem(key, kind, item);
    if (verdict.finding !== undefined) this.addFinding(verdict.finding, where);
    if (verdict.readable !== undefined) this.observe(verdict.readable);
    const known = this.known.get(key);
    if (known !== undefined) this.compareEnd(key, known, verdict, where);
    this.known.set(key, verdict.digest());
  }

  private compareEnd(item: string, known: ChainDigest, verdict: ItemVerdict, where: string | undefined): void {
    const now = verdict.digest();
    if (now === undefined) return;
    if (now.length < known.length) {
      this.addFinding({ item, version: now.length, problem: `it has stood at version ${known.length} before` }, where);
    } else if (verdict.digest(known.length)?.link !== known.link) {
      const problem = 'its history up to here is not the one that was there before';
      this.addFinding({ item, version: known.length, problem }, where);
    }
  }

  private compareStart(item: string, before: Item | undefined, where: string): void {
    const kind = kindOf(item);
    if (kind === undefined) return;
    const known = this.known.get(item);
    const start = before === undefined ? undefined : verifyItem(item, kind, before).digest();
    if (start?.link === known?.link) return;
    this.addFinding({ item, problem: 'it does not begin with what the export before it ends with' }, where);
  }

  private addFinding(finding: Finding, where: string | undefined): void {
    this.findings.push(where === undefined ? finding : { ...finding, problem: `${finding.problem} (${where})` });
  }
}
