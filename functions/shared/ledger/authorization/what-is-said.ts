import { canonicalDigest } from '../../core/canonical-digest.ts';
import { iso } from '../../core/clock.ts';
import type { PersonStamp } from '../../core/person.ts';
import { namedPerson } from '../../passkeys/person.ts';
import type { Said } from '../../passkeys/statement.ts';
import type { ResolutionDecision } from '../instruction/doubt.ts';
import type { Instruction } from '../instruction/instruction.ts';
import type { Pause, PauseStamp } from '../pause/pause.ts';
import type { WhitelistEntry } from '../whitelist/entry.ts';

/*
 * What people say with a device: the subject of each purpose, as docs/passkeys.md has it. A digest is the SHA-256 of
 * RFC 8785 JSON.
 */

/** A person whom a token names. */
export type Speaker = Required<Pick<PersonStamp, 'by' | 'identity'>>;

/** That this payment may leave. */
export function approvalSaid({ content, digest }: Pick<Instruction, 'content' | 'digest'>, person: Speaker): Said {
  const subject = { id: content.instructionId, digest };
  return { purpose: 'payment', decision: 'approve', subject, person: namedPerson(person) };
}

/** That a destination is right. */
export function confirmationSaid({ id, digest }: Pick<WhitelistEntry, 'id' | 'digest'>, person: Speaker): Said {
  return { purpose: 'destination', decision: 'confirm', subject: { id, digest }, person: namedPerson(person) };
}

/** That sending may go on. It covers the pause as it is shown, and who said so first. */
export function resumeSaid(pause: Pause, person: Speaker): Said {
  const subject = { id: pause.scope, digest: pauseDigest(pause) };
  return { purpose: 'pause', decision: 'resume', subject, person: namedPerson(person) };
}

/** Of a pause as it is shown. Its times are ISO 8601 in UTC with milliseconds. */
export function pauseDigest({ scope, reason, resume, ...paused }: Omit<Pause, 'acceptedAt'>): string {
  return canonicalDigest({
    scope,
    reason,
    ...whoAndWhen(paused),
    ...(resume === undefined ? {} : { resume: whoAndWhen(resume) }),
  });
}

function whoAndWhen({ by, at }: PauseStamp) {
  return { by, at: iso(at) };
}

/** What became of money in doubt. It covers the instruction and what the decision rests on. */
export function resolutionSaid(
  { content, digest }: Pick<Instruction, 'content' | 'digest'>,
  { decision, evidence }: { readonly decision: ResolutionDecision; readonly evidence: string },
  person: Speaker,
): Said {
  const subject = { id: content.instructionId, digest: canonicalDigest({ digest, evidence }) };
  return { purpose: 'doubt', decision, subject, person: namedPerson(person) };
}

/** That an address of the exchange's is the company's own. `address` as who signs writes it. */
export function depositAddressSaid(
  { coin, chain }: { readonly coin: string; readonly chain: string },
  { address, tag }: { readonly address: string; readonly tag?: string },
  person: Speaker,
): Said {
  const digest = canonicalDigest({ address, ...(tag === undefined ? {} : { tag }) });
  return {
    purpose: 'deposit-address',
    decision: 'accept',
    subject: { id: `${coin}/${chain}`, digest },
    person: namedPerson(person),
  };
}

/** That a month is right. `digest` is that of its content, as it is shown. */
export function monthSaid(month: string, digest: string, person: Speaker): Said {
  return { purpose: 'month', decision: 'close', subject: { id: month, digest }, person: namedPerson(person) };
}
