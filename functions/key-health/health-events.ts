import { iso } from '../shared/core/clock.ts';
import type { KeyHealth } from '../shared/key-health/judge-key-health.ts';
import { idleDays } from '../shared/key-health/judge-use.ts';
import type { OutgoingEvent } from '../shared/ledger/messaging/bus.ts';

/**
 * What is told of a key: `KeyHealth` every day, for who keeps records, and the same as `KeyUnhealthy` where a person
 * must look. The rule that alarms goes by the kind of event, so an all's well wakes nobody.
 */
export function healthEvents(health: KeyHealth): readonly OutgoingEvent[] {
  const detail = keyHealthDetail(health);
  const event: OutgoingEvent = { detailType: 'KeyHealth', detail };
  const isFine = health.verdict === 'healthy' || health.verdict === 'unused';
  return isFine ? [event] : [event, { detailType: 'KeyUnhealthy', detail }];
}

/** Also what the function answers to who calls it by hand. */
export function keyHealthDetail({ key, verdict, findings, checkedAt, check }: KeyHealth): OutgoingEvent['detail'] {
  const days = check === undefined ? undefined : idleDays(check);
  return {
    key,
    verdict,
    findings,
    checkedAt: iso(checkedAt),
    ...(days === undefined ? {} : { idleDays: days }),
    ...(check?.clock === undefined ? {} : { clockSkewMs: check.clock.skewMs }),
    ...(check?.kind === 'works' ? { accountType: check.accountType, permissions: check.permissions } : {}),
  };
}
