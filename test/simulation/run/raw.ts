import { assert } from '../../../functions/shared/core/errors.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';

/*
 * Items as they lie in the table, read without the code under test: a mistake in how it reads them must not hide what
 * it wrote.
 */

export type Raw = Readonly<Record<string, unknown>>;

export function recordOf(value: unknown): Raw {
  assert(isRecord(value), 'an object');
  return value;
}

export function listOf(value: unknown): readonly Raw[] {
  assert(Array.isArray(value), 'a list');
  return value.map(recordOf);
}

export function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An instruction's item, or undefined where an item is something else. One that somebody changed from outside is none
 * any more: nothing may be decided on it.
 */
export function instructionOf(item: Item | undefined): RawInstruction | undefined {
  if (item === undefined || !String(item.pk).startsWith('instruction#') || isTamperedWith(item)) return undefined;
  const state = recordOf(item.state);
  return {
    id: String(item.pk).slice('instruction#'.length),
    content: recordOf(item.content),
    state,
    status: String(state.status),
    version: Number(item.version),
    publishedVersion: Number(item.publishedVersion),
    approvals: listOf(item.approvals),
    attempts: listOf(item.attempts),
    history: listOf(item.history),
    digest: String(item.digest),
    isOpen: item.open !== undefined,
  };
}

/** An attribute that no function knows: for the invariants alone. */
export const tampered = 'tamperedWith';

export function isTamperedWith(item: Item | undefined): boolean {
  return item?.[tampered] === true;
}

export interface RawInstruction {
  readonly id: string;
  readonly content: Raw;
  readonly state: Raw;
  readonly status: string;
  readonly version: number;
  readonly publishedVersion: number;
  readonly approvals: readonly Raw[];
  readonly attempts: readonly Raw[];
  readonly history: readonly Raw[];
  readonly digest: string;
  readonly isOpen: boolean;
}

export const endStatuses: ReadonlySet<string> = new Set([
  'rejected',
  'expired',
  'settled',
  'failed',
  'declined',
  'canceled',
]);
