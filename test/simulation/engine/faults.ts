import { chance } from './chance.ts';

/**
 * Everything that may go wrong at a call. A port offers those that it can bring about; see the ports for what they do.
 */
export const faultKinds = [
  'crash-before',
  'crash-after',
  'table-error',
  'table-error-after',
  'table-twice',
  'table-late',
  'table-slow',
  'index-stale',
  'index-short-page',
  'bus-error',
  'bus-error-after',
  'queue-error',
  'queue-error-after',
  'queue-lost',
  'queue-twice',
  'queue-delay',
  'event-lost',
  'event-twice',
  'event-delay',
  'secrets-away',
  'post-no-connection',
  'post-lost-request',
  'post-lost-answer',
  'post-late-request',
  'post-late-answer',
  'post-5xx-executed',
  'post-5xx-not-executed',
  'post-garbage-executed',
  'post-garbage-not-executed',
  'post-html-executed',
  'post-html-not-executed',
  'post-429',
  'post-418',
  'post-ambiguous-executed',
  'post-ambiguous-not-executed',
  'post-refused',
  'post-held',
  'record-lag',
  'record-late-time',
  'withdrawal-fails',
  'read-no-connection',
  'read-lost',
  'read-late-answer',
  'read-5xx',
  'read-garbage',
  'read-429',
  'read-418',
  'read-code',
  'read-list-lag',
  'read-unreadable-row',
  'read-contradicting-row',
  'read-unknown-word',
  'read-row-differs',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** One fault that fired: at the n-th call of a port. */
export interface FiredFault {
  readonly port: string;
  readonly n: number;
  readonly kind: FaultKind;
}

/** Says what goes wrong at a call, and remembers it. */
export interface Faults {
  at(port: string, n: number, menu: readonly FaultKind[]): FaultKind | undefined;
  readonly fired: readonly FiredFault[];
}

/** How often each kind strikes, in shares of the calls that it can strike. */
export type FaultRates = Readonly<Partial<Record<FaultKind, number>>>;

/** Faults by chance. Each call has its own draw, so that one fault more or less moves no other. */
export function randomFaults(seed: number, rates: FaultRates, isOver: () => boolean): Faults {
  const fired: FiredFault[] = [];
  return {
    fired,
    at: (port, n, menu) => {
      if (isOver()) return undefined;
      let left = chance(seed, `fault ${port}`, n);
      for (const kind of menu) {
        left -= rates[kind] ?? 0;
        if (left >= 0) continue;
        fired.push({ port, n, kind });
        return kind;
      }
      return undefined;
    },
  };
}

/** Exactly these faults, for a replay. */
export function fixedFaults(given: readonly FiredFault[]): Faults {
  const byCall = new Map(given.map((fault) => [`${fault.port}#${fault.n}`, fault]));
  const fired: FiredFault[] = [];
  return {
    fired,
    at: (port, n, menu) => {
      const fault = byCall.get(`${port}#${n}`);
      if (fault === undefined || !menu.includes(fault.kind)) return undefined;
      fired.push(fault);
      return fault.kind;
    },
  };
}
