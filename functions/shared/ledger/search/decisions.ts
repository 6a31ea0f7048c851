import { iso, type Millis } from '../../core/clock.ts';
import { searchPrefixes } from '../../core/names.ts';
import type { PersonStamp } from '../../core/person.ts';
import type { HistoryEntry, Instruction } from '../instruction/instruction.ts';
import type { SearchEntry } from './search-entry.ts';

/** What a person decided about an instruction. */
export const decisionKinds = ['approved', 'declined', 'canceled', 'resolution-proposed', 'resolved'] as const;

export type DecisionKind = (typeof decisionKinds)[number];

/** One decision of one person, as the history of what they decided about tells of it. */
export interface Decision extends PersonStamp {
  /** The instruction's id. */
  readonly subject: string;
  /** The version that it made. */
  readonly version: number;
  readonly decision: DecisionKind;
  /** In the person's own words, where they gave any. */
  readonly evidence?: string;
}

/** Every decision of a person that made a step of this instruction, oldest first. */
export function decisionsOf({ content, history }: Pick<Instruction, 'content' | 'history'>): readonly Decision[] {
  return history.flatMap((entry) => {
    const decision = decisionBy(entry);
    if (decision === undefined) return [];
    const { version, at, by, identity, evidence } = entry;
    return {
      subject: content.instructionId,
      version,
      decision,
      at,
      by,
      ...(identity === undefined ? {} : { identity }),
      ...(evidence === undefined ? {} : { evidence }),
    };
  });
}

function decisionBy({ reason }: HistoryEntry): DecisionKind | undefined {
  switch (reason) {
    case 'approval-given':
      return 'approved';
    case 'declined':
    case 'canceled':
    case 'resolution-proposed':
    case 'resolved':
      return reason;
    default:
      return undefined;
  }
}

/** The list of a person's decisions, or of everybody's. */
export function decisionList(person?: string): string {
  const of = person === undefined ? 'all' : `by=${encodeURIComponent(person.toLowerCase())}`;
  return searchPrefixes.decisions + of;
}

/** Each stands in the list of all, and in its person's. */
export function decisionEntriesOf(decisions: readonly Omit<Decision, 'decision'>[]): readonly SearchEntry[] {
  return decisions.flatMap(({ subject, version, at, by }) =>
    [decisionList(), decisionList(by)].map((listedBy) => ({
      subject: `${subject}#${version}`,
      listedBy,
      listedAt: decidedAt(at, subject, version),
    })),
  );
}

function decidedAt(at: Millis, subject: string, version: number): string {
  return `${iso(at)}#${subject}#${version}`;
}
