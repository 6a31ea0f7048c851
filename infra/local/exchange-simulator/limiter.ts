import type { Millis } from '../../../functions/shared/core/clock.ts';
import type { Limits } from './options.ts';
import type { Traffic } from './records.ts';

/** How a request counts. `public` ones need no key, and no figure is published for them. */
export type Pace = 'public' | 'query' | 'order' | 'transfer';

export type Verdict = 'pass' | 'limited' | 'banned';

export interface Limiter {
  /** Whether the address is banned. Asked of every request, signed or not. */
  isBanned(address: string, now: Millis): boolean;
  /** Counts one request of a key. */
  admit(apiKey: string, address: string, pace: Exclude<Pace, 'public'>, weight: number, now: Millis): Verdict;
  /** Blocks a key as if it had gone over its rate. */
  block(apiKey: string, now: Millis, ms: number): void;
}

interface KeyQuota {
  /** When the request after the last one is due, if the rate is kept to the millisecond. */
  readonly dueAt: Record<Exclude<Pace, 'public'>, Millis>;
  blockedUntil: Millis;
  ignored: number;
}

/**
 * The rates of one key (exchange-api.md section 5): a second's worth may come at once, then one by one; with `strict`,
 * one by one from the first. A client that keeps to the rate is never refused, whatever the second it starts in. Over
 * the rate: 429, and the key is blocked; who goes on regardless gets its address banned, 418.
 */
export function createLimiter(limits: Limits, traffic: Map<string, Traffic>): Limiter {
  const keys = new Map<string, KeyQuota>();
  const bannedUntil = new Map<string, Millis>();
  const perSecond = {
    query: limits.queriesPerSecond,
    order: limits.ordersPerSecond,
    transfer: limits.transfersPerSecond,
  };

  function stateOf(apiKey: string): KeyQuota {
    const known = keys.get(apiKey);
    if (known !== undefined) return known;
    const fresh: KeyQuota = { dueAt: { query: 0, order: 0, transfer: 0 }, blockedUntil: 0, ignored: 0 };
    keys.set(apiKey, fresh);
    return fresh;
  }

  function isBanned(address: string, now: Millis): boolean {
    return now < (bannedUntil.get(address) ?? 0);
  }

  function block(apiKey: string, now: Millis, ms: number): void {
    const quota = stateOf(apiKey);
    quota.blockedUntil = now + ms;
    quota.ignored = 0;
  }

  function judge(apiKey: string, address: string, pace: Exclude<Pace, 'public'>, now: Millis): Verdict {
    const quota = stateOf(apiKey);
    if (now < quota.blockedUntil) {
      quota.ignored += 1;
      if (quota.ignored <= limits.ignoredMax) return 'limited';
      bannedUntil.set(address, now + limits.banMs);
      return 'banned';
    }
    const intervalMs = 1_000 / perSecond[pace];
    const burstMs = limits.strict ? 0 : Math.max(0, 1_000 - intervalMs);
    const slackMs = burstMs + limits.jitterMs;
    if (now < quota.dueAt[pace] - slackMs) {
      block(apiKey, now, limits.blockMs);
      return 'limited';
    }
    quota.dueAt[pace] = Math.max(now, quota.dueAt[pace]) + intervalMs;
    return 'pass';
  }

  return {
    isBanned,
    block,
    admit: (apiKey, address, pace, weight, now) => {
      const verdict = judge(apiKey, address, pace, now);
      const counts = traffic.get(apiKey) ?? { requests: 0, weight: 0, limited: 0 };
      counts.requests += 1;
      counts.weight += weight;
      if (verdict !== 'pass') counts.limited += 1;
      traffic.set(apiKey, counts);
      return verdict;
    },
  };
}
