import * as v from 'valibot';
import { InvalidInputError } from '../shared/core/errors.ts';
import { type NotifyingEventType, notifyingEvents } from '../shared/core/event-types.ts';
import { instructionIdSchema, momentSchema, nameSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { statusSchema } from '../shared/ledger/instruction/schemas.ts';
import { credentialIdSchema } from '../shared/passkeys/schemas.ts';

/*
 * The events that people are notified by. Each is ours: the bus denies our source to everybody else. What an
 * instruction or a destination is, is read from the table.
 */

const whole = v.pipe(v.number(), v.integer(), v.minValue(1));

const details = {
  InstructionStatusChanged: v.object({ id: instructionIdSchema, version: whole, status: statusSchema }),
  InstructionExpiresSoon: v.object({ id: instructionIdSchema, version: whole }),
  InstructionHeld: v.object({ id: instructionIdSchema, version: whole, since: whole }),
  WhitelistChanged: v.object({ id: nameSchema, version: whole }),
  PauseChanged: v.object({
    number: whole,
    what: v.picklist(['paused', 'resume-proposed', 'resumed']),
    scope: v.string(),
    by: v.string(),
    reason: v.optional(v.string()),
    at: momentSchema,
    standing: v.array(v.string()),
  }),
  PolicyChanged: v.object({
    number: whole,
    what: v.string(),
    by: v.string(),
    paths: v.optional(v.array(v.string())),
    actsAt: v.optional(momentSchema),
  }),
  PasskeyChanged: v.object({
    credentialId: credentialIdSchema,
    version: whole,
    status: v.picklist(['proposed', 'confirmed', 'revoked']),
    owner: v.string(),
    name: v.string(),
    by: v.string(),
    at: momentSchema,
    actsFrom: v.optional(momentSchema),
  }),
} as const satisfies Readonly<Record<NotifyingEventType, v.GenericSchema>>;

type Details = typeof details;

/** One of those events, with the id that EventBridge gave it: the same event again has the same one. */
export type NotifyingEvent = {
  [Type in NotifyingEventType]: {
    readonly type: Type;
    readonly eventId: string;
    readonly detail: v.InferOutput<Details[Type]>;
  };
}[NotifyingEventType];

/** One about an instruction. */
export type InstructionEvent = Extract<NotifyingEvent, { type: `Instruction${string}` }>;

export function isOfInstruction(event: NotifyingEvent): event is InstructionEvent {
  return event.type.startsWith('Instruction');
}

export type PauseChanged = v.InferOutput<Details['PauseChanged']>;
export type PasskeyChanged = v.InferOutput<Details['PasskeyChanged']>;
export type PolicyChanged = v.InferOutput<Details['PolicyChanged']>;

const envelopeSchema = v.object({
  id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(128)),
  'detail-type': v.string(),
  detail: v.unknown(),
});

/** Throws InvalidInputError. */
export function parseNotifyingEvent(event: unknown): NotifyingEvent {
  const { id: eventId, 'detail-type': type, detail } = validate('event', envelopeSchema, event);
  switch (type) {
    case 'InstructionStatusChanged':
      return { type, eventId, detail: validate(type, details[type], detail) };
    case 'InstructionExpiresSoon':
      return { type, eventId, detail: validate(type, details[type], detail) };
    case 'InstructionHeld':
      return { type, eventId, detail: validate(type, details[type], detail) };
    case 'WhitelistChanged':
      return { type, eventId, detail: validate(type, details[type], detail) };
    case 'PauseChanged':
      return { type, eventId, detail: validate(type, details[type], detail) };
    case 'PasskeyChanged':
      return { type, eventId, detail: validate(type, details[type], detail) };
    case 'PolicyChanged':
      return { type, eventId, detail: validate(type, details[type], detail) };
    default:
      throw new InvalidInputError('event', [
        {
          field: 'detail-type',
          reason: 'is none that people are notified by',
          expected: notifyingEvents.join(', '),
        },
      ]);
  }
}
