import type { PublishedErrorCode } from '../../core/error-codes.ts';
import type { Said } from '../../passkeys/statement.ts';
import type { OutgoingEvent } from './bus.ts';

/** Somebody decided in a person's name, and lacked what the person's device signs. Nothing that was signed is in it. */
export function passkeyRefusedEvent(
  { person, purpose, decision, subject }: Said,
  device: string | undefined,
  code: PublishedErrorCode,
): OutgoingEvent {
  const detail = { by: person.by, purpose, decision, id: subject.id, digest: subject.digest, code };
  return { detailType: 'PasskeyRefused', detail: device === undefined ? detail : { ...detail, device } };
}
