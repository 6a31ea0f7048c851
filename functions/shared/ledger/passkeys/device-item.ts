import * as v from 'valibot';
import { passkeyKey } from '../../core/item-keys.ts';
import { digestSchema } from '../../core/schemas.ts';
import type { Device } from '../../passkeys/device.ts';
import { incoherenceOf } from '../../passkeys/device-coherence.ts';
import { deviceHistorySchema } from '../../passkeys/device-schema.ts';
import { stateAfter } from '../../passkeys/device-state.ts';
import { enrolmentSchema } from '../../passkeys/enrolment.ts';
import { CorruptItemError } from '../store/errors.ts';
import type { Item } from '../store/table.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

const itemSchema = v.strictObject({
  pk: v.string(),
  enrolment: enrolmentSchema,
  digest: digestSchema,
  version: whole,
  history: deviceHistorySchema,
  publishedVersion: v.optional(whole, 0),
});

/** A device as its item has it. Whether it is all of its life its head says: see anchored-device.ts. */
export interface DeviceItem {
  readonly device: Device;
  /** The events up to this version are on the bus. */
  readonly publishedVersion: number;
}

/** What a step changes. The state is what the history tells of, and stands in no item. */
export function changingAttributes({ enrolment, digest, version, history }: Device): Item {
  return { enrolment, digest, version, history };
}

/** Throws CorruptItemError for an item that no step of a device's life could have written. */
export function fromItem(credentialId: string, item: Item): DeviceItem {
  const pk = passkeyKey(credentialId);
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success) throw new CorruptItemError(pk);
  const { enrolment, digest, version, history, publishedVersion } = parsed.output;
  const state = stateAfter(history);
  if (state === undefined || enrolment.credentialId !== credentialId) throw new CorruptItemError(pk);
  const device = { enrolment, digest, state, version, history };
  const incoherence = incoherenceOf(device);
  if (incoherence !== undefined) throw new CorruptItemError(pk, new Error(incoherence.problem));
  return { device, publishedVersion };
}
