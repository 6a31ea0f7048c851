import * as v from 'valibot';
import { rule } from '../../../functions/shared/core/rule.ts';
import { otherZoneNames } from './other-zone-names.ts';

const expected = 'the name of a zone in the IANA database, in its own letter case, such as "Asia/Hong_Kong" or "UTC"';

const names: ReadonlySet<string> = new Set([...Intl.supportedValuesOf('timeZone'), ...otherZoneNames]);

/** The zone of a schedule. EventBridge Scheduler takes neither offsets such as `+08:00` nor another letter case. */
export const timeZoneSchema = v.pipe(
  v.string(expected),
  rule((text) => names.has(text), { reason: 'is no name of a zone', expected }),
);
