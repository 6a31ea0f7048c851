import * as v from 'valibot';
import { iso } from '../../../../functions/shared/core/clock.ts';
import { addApproval } from '../../../../functions/shared/ledger/instruction/approval-transitions.ts';
import type { Instruction } from '../../../../functions/shared/ledger/instruction/instruction.ts';
import { changingAttributes, readItem } from '../../../../functions/shared/ledger/store/item.ts';
import type { Item } from '../../../../functions/shared/ledger/store/table.ts';
import { type SignedWord, signedWordSchema } from '../../../../functions/shared/passkeys/signed-word.ts';
import { signWord } from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import { keyOf, namedByToken, place } from '../../fakes/device-keys.ts';
import { deviceOf } from '../../plan/device-names.ts';
import type { Forgery, Intrusion } from '../../plan/device-plan.ts';
import { personNamed } from '../../plan/personas.ts';
import { inventedNonce } from '../devices/ways-to-sign.ts';
import type { Simulation } from '../simulation.ts';
import { ownKeyFor } from './own-keys.ts';

const wordMs = 240_000;
const datedBackMs = 10_000;

/** Approvals in people's names, by a right history, and enough of them. */
export function forgeApprovals(
  simulation: Simulation,
  { of, by, forgery }: Extract<Intrusion, { what: 'approve' }>,
): readonly Item[] {
  const item = simulation.table.get(`instruction#${of}`);
  const read = item === undefined ? undefined : readItem(item);
  if (item === undefined || read === undefined || read.incoherence !== undefined) return [];
  const { status } = read.instruction.state;
  if (status !== 'awaiting-approval' && status !== 'approved') return [];
  const next = by.reduce((now, person) => withApproval(simulation, now, person, forgery), read.instruction);
  return next === read.instruction ? [] : [{ ...item, ...changingAttributes(next, simulation.newWriteId()) }];
}

function withApproval(simulation: Simulation, now: Instruction, person: string, forgery: Forgery): Instruction {
  const at = forgery === 'lost-device' ? lostAt(simulation, person) : simulation.timeline.now;
  const word = at === undefined ? undefined : forgedWord(simulation, now, { person, forgery, at });
  const isKnown = now.approvals.some((each) => personNamed(each.by) === person);
  const isOwn = personNamed(now.content.requestedBy) === person;
  if (at === undefined || isOwn || (word === undefined && (isKnown || forgery !== 'none'))) return now;
  const { by, issuer, claim } = namedByToken(person);
  return addApproval(
    now,
    { groups: ['treasury', 'finance'], isEnough: true, ...(word === undefined ? {} : { word }) },
    { by, at, identity: { issuer, claim } },
  );
}

/** Some time before the device of the person was revoked that is lost. */
function lostAt({ observer }: Simulation, person: string): number | undefined {
  const revoked = observer.devices.step(deviceOf(person, 2), 'revoked');
  return revoked === undefined ? undefined : Number(revoked.entry.at) - datedBackMs;
}

interface Forged {
  readonly person: string;
  readonly forgery: Forgery;
  readonly at: number;
}

function forgedWord(
  { observer, newWriteId }: Simulation,
  { content, digest }: Instruction,
  { person, forgery, at }: Forged,
): SignedWord | undefined {
  const id = content.instructionId;
  const signedWith = (device: string) => {
    const nonce = inventedNonce(newWriteId());
    const said = { purpose: 'payment', decision: 'approve', subject: { id, digest } } as const;
    const statement = { ...said, person: namedByToken(person), stage: place.stage, nonce, expiresAt: iso(at + wordMs) };
    return signWord(keyOf(device), statement, place);
  };
  switch (forgery) {
    case 'none':
      return undefined;
    case 'own-device':
      return signedWith(ownKeyFor(person));
    case 'own-key':
      return { ...signedWith(ownKeyFor(person)), credentialId: keyOf(deviceOf(person, 1)).credentialId };
    case 'lost-device':
    case 'restored-device':
      return signedWith(deviceOf(person, 2));
    case 'last-word':
      return wordIn(observer.devices.wordsOf(person).at(-1));
    case 'word-of-another':
      return wordIn(observer.devices.allWords().find((word) => isOfAnother(observer, word, id, person)));
  }
}

function isOfAnother({ devices }: Simulation['observer'], word: unknown, id: string, person: string): boolean {
  const signing = devices.signingOf(word);
  return signing?.id === id && signing.by !== person;
}

function wordIn(word: unknown): SignedWord | undefined {
  return v.is(signedWordSchema, word) ? word : undefined;
}
