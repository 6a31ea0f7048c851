import { isDeepStrictEqual } from 'node:util';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';
import { personNamed } from '../plan/personas.ts';
import type { Invariant, Observed } from '../run/observed.ts';
import { instructionOf, isRecord, listOf, type Raw, recordOf } from '../run/raw.ts';
import { fundedBy } from './funding-rules.ts';
import { covers, windowMs } from './support.ts';

/**
 * Nothing is accepted later than one receive window after a pause that covers it was, until two different people
 * resumed that very scope.
 */
export const pause: Invariant = {
  name: 'nothing is sent during a pause',
  watch: (observed) => {
    /** From when on each scope is paused, on the exchange's clock. */
    const pausedAt = new Map<string, number>();
    /** The same on the true clock. */
    const acceptedAt = new Map<string, number>();
    /** When somebody asked for a pause of a scope and was told that it stands. */
    const paused = new Map<string, number>();
    const proposed = new Map<string, number>();
    return {
      written: ({ pk, item, before, at }) => {
        if (pk !== 'pause') return undefined;
        const { pauses, changes } = switchOf(item);
        const change = changeOf(before, item);
        if (change === 'lost') return 'a change of the switch is lost';
        const scope = String(change?.scope);
        if (change?.what === 'resume-proposed') proposed.set(scope, at);
        const isStale = (proposed.get(scope) ?? 0) < (paused.get(scope) ?? 0);
        if (change?.what === 'resumed' && isStale) return 'resumed by a proposal from before the last pause';
        recordPauses(pausedAt, pauses, observed.exchange.now());
        recordPauses(acceptedAt, pauses, at);
        return wrongResume(changes) ?? wrongState(pauses, changes);
      },
      done: ({ name, since, body, value }) => {
        if (name !== 'pause') return undefined;
        const scope = String(recordOf(body).scope);
        paused.set(scope, since);
        return wrongPromise(observed, value, acceptedAt.get(scope));
      },
      executed: ({ order, post, exchangeAt }) => {
        const content = instructionOf(observed.item(`instruction#${order.clientOrderId}`))?.content;
        if (post === undefined || content === undefined) return undefined;
        // What stops a withdrawal stops the transfer that funds it.
        const subjects = [content, fundedBy(observed, content)?.content ?? content];
        const isCovered = (scope: string) => subjects.some((each) => covers(scope, each));
        const late = [...pausedAt].find(([scope, at]) => isCovered(scope) && exchangeAt > at + windowMs);
        return late && `${order.clientOrderId} is taken ${exchangeAt - late[1]} ms after the pause of ${late[0]}`;
      },
    };
  },
};

function switchOf(item: Item | undefined): { readonly pauses: readonly Raw[]; readonly changes: readonly Raw[] } {
  if (item === undefined) return { pauses: [], changes: [] };
  const { pauses, changes } = recordOf(item.switch);
  return { pauses: listOf(pauses), changes: listOf(changes) };
}

/**
 * The one change of a write, or undefined where it only notes something. Nobody's change is overwritten by another
 * one's.
 */
function changeOf(before: Item | undefined, item: Item): Raw | 'lost' | undefined {
  const [old, now] = [switchOf(before), switchOf(item)];
  const added = now.changes.slice(old.changes.length);
  const isKept = isDeepStrictEqual(now.changes.slice(0, old.changes.length), old.changes);
  const isSameStill = isDeepStrictEqual(now.pauses.map(essence), old.pauses.map(essence));
  if (!isKept || added.length > 1 || (added.length === 0 && !isSameStill)) return 'lost';
  return added[0];
}

function essence({ scope, reason, by, at, resume }: Raw): Raw {
  return { scope, reason, by, at, resume };
}

function recordPauses(since: Map<string, number>, pauses: readonly Raw[], at: number): void {
  const standing = pauses.map(({ scope }) => String(scope));
  for (const scope of since.keys()) if (!standing.includes(scope)) since.delete(scope);
  for (const scope of standing) if (!since.has(scope)) since.set(scope, at);
}

/** Whoever pauses is told from when on nothing goes any more. As far as the clock of who tells it is right. */
function wrongPromise({ plan }: Observed, value: unknown, acceptedAt: number | undefined): string | undefined {
  const { inForceAt } = recordOf(value);
  if (acceptedAt === undefined) return undefined;
  const early = acceptedAt + windowMs - Date.parse(String(inForceAt));
  return early > plan.world.instanceOffsetMs ? `it is said to be in force ${early} ms before it is` : undefined;
}

/** A scope is paused exactly as its last change says. */
function wrongState(pauses: readonly Raw[], changes: readonly Raw[]): string | undefined {
  for (const [scope, { what, by }] of new Map(changes.map((change) => [String(change.scope), change]))) {
    const standing = pauses.filter((each) => each.scope === scope);
    if (standing.length !== (what === 'resumed' ? 0 : 1)) return `${scope} is ${what}, and stands otherwise`;
    const isProposed = standing.some(({ resume }) => isRecord(resume) && resume.by === by);
    if (what === 'resume-proposed' && !isProposed) return `${scope} has lost its proposal`;
  }
  return undefined;
}

/** It takes a proposal and another person, and nothing between the two that is about the same scope. */
function wrongResume(changes: readonly Raw[]): string | undefined {
  const wrong = changes.find((change, index) => {
    const before = changes.slice(0, index).findLast(({ scope }) => scope === change.scope);
    return change.what === 'resumed' && (before?.what !== 'resume-proposed' || isSame(before, change));
  });
  return wrong === undefined ? undefined : `${wrong.scope} is resumed by ${wrong.by} alone`;
}

function isSame(a: Raw, b: Raw): boolean {
  return personNamed(a.by) === personNamed(b.by);
}
