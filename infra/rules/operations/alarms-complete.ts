import { keyNames } from '../../../functions/shared/core/key-names.ts';
import { nameIn } from '../../constructs/stage.ts';
import type { Rule } from '../rule.ts';
import { property } from '../template.ts';

/** What somebody must learn of, by the end of its alarm's name. Those of queues are found by their queues. */
const requiredAlarms = [
  'deposit-address-changed',
  'in-doubt',
  'keys-not-checked',
  'needs-attention',
  'paused',
  'policy-changed',
  'schedule-delivery',
  'tick-not-running',
  'unknown-movement',
  'whitelist-changed',
  ...keyNames.flatMap((key) => [`key-idle-${key}`, `key-refused-${key}`]),
];

export const alarmsComplete: Rule = {
  name: 'alarms-complete',
  requires: 'Money in doubt, keys, destinations, policy, pauses and the tick each have their alarm.',
  violations: (template, stage) => {
    const names = template.ofType('AWS::CloudWatch::Alarm').map((alarm) => property(alarm, 'AlarmName'));
    return requiredAlarms.filter((end) => !names.includes(nameIn(stage, end)));
  },
};
