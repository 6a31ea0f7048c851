import { iso } from '../../../../functions/shared/core/clock.ts';
import type { Verdict } from '../../../../functions/shared/passkeys/purposes.ts';
import type { SignedWord } from '../../../../functions/shared/passkeys/signed-word.ts';
import type { Subject } from '../../../../functions/shared/passkeys/statement.ts';
import { signWord } from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import { between, chance } from '../../engine/chance.ts';
import { keyOf, namedByToken, place } from '../../fakes/device-keys.ts';
import { isInForce } from '../../invariants/device-rules.ts';
import { ownerOf } from '../../plan/device-names.ts';
import type { DeviceName, SigningKind } from '../../plan/device-plan.ts';
import { personNamed } from '../../plan/personas.ts';
import { callAsPerson } from '../person-calls.ts';
import type { Raw } from '../raw.ts';
import type { Simulation } from '../simulation.ts';
import { inventedNonce, isProper, statementOf } from './ways-to-sign.ts';

/** What is before a person, and what they say of it. */
export type Shown = Verdict & {
  readonly subject: Subject;
  readonly seen: Raw;
  /** Whether the policy asks for a signature, as far as they know. */
  readonly isAsked: boolean;
};

interface Signer {
  readonly by: string;
  readonly device: DeviceName;
  readonly how: SigningKind;
}

/** As a nonce lives, and somewhat longer. */
const nonceMs = 300_000;
const tooLateMs = nonceMs + 3_000;

/**
 * A person signs what is before them, and then sends it. Where nobody asks, or they have no device, they send it
 * without.
 */
export function sign(
  simulation: Simulation,
  by: string,
  shown: Shown,
  how: SigningKind,
  send: (word?: SignedWord) => void,
): void {
  const isWithout = how === 'never' || (how === 'usual' && !shown.isAsked);
  const device = isWithout ? undefined : chosenDevice(simulation, by, how);
  if (device === undefined) {
    send();
    return;
  }
  const signer = { by, device, how };
  const own = ownNonce(simulation, signer);
  if (own !== undefined) {
    send(signed(simulation, signer, shown, own));
    return;
  }
  const { purpose, decision, subject } = shown;
  callAsPerson(simulation, 'challenge', {
    by,
    body: { purpose, decision, subject },
    onAnswer: ({ status, body }) => {
      if (status !== 200) return;
      const given = { nonce: String(body.nonce), expiresAt: String(body.expiresAt) };
      simulation.observer.devices.give(given.nonce, personNamed(by), { purpose, decision, ...subject });
      simulation.timeline.after(thinkingMs(simulation, how), () => send(signed(simulation, signer, shown, given)));
    },
  });
}

type Given = Pick<SignedWord, 'nonce' | 'expiresAt'>;

/** Where they do not ask for one. */
function ownNonce({ observer, newWriteId, timeline }: Simulation, { by, how }: Signer): Given | undefined {
  if (how === 'own-nonce') {
    return { nonce: inventedNonce(newWriteId()), expiresAt: iso(timeline.now + nonceMs) };
  }
  const former = how === 'former-nonce' ? observer.devices.wordsOf(personNamed(by)).at(-1) : undefined;
  return former && { nonce: String(former.nonce), expiresAt: String(former.expiresAt) };
}

/** One that is in force where there is one. */
function chosenDevice({ observer }: Simulation, by: string, how: SigningKind): DeviceName | undefined {
  const person = personNamed(by);
  const own = observer.devices.devicesOf(person);
  if (how === 'newest-device') return own.at(-1);
  if (how === 'lent-device') {
    const lenders = observer.plan.world.devices?.roots ?? [];
    return lenders.find((each) => ownerOf(each) !== person);
  }
  return own.find((device) => isInForce(observer, device, observer.now())) ?? own[0];
}

function thinkingMs({ plan, timeline }: Simulation, how: SigningKind): number {
  if (how === 'late') return tooLateMs;
  return between(chance(plan.seed, 'thinking', timeline.events), 100, 3_000);
}

function signed(
  { observer, trace, timeline, plan }: Simulation,
  { by, device, how }: Signer,
  shown: Shown,
  { nonce, expiresAt }: Given,
): SignedWord {
  const { statement, party, deviations } = statementOf(how, {
    ...shown,
    person: namedByToken(by),
    stage: place.stage,
    nonce,
    expiresAt,
  });
  const isCounting = plan.world.devices?.counting.includes(device) === true;
  const next = observer.devices.nextCount(device);
  const count = isCounting ? Math.max(1, how === 'copied-device' ? next - 1 : next) : 0;
  const word = signWord(keyOf(device), statement, party, { ...deviations, signCount: count });
  const { purpose, decision, subject } = statement;
  const said = { purpose, decision, ...subject, nonce, expiresAt, count, seen: shown.seen };
  observer.devices.note(word, { at: timeline.now, by: personNamed(by), device, ...said, isProper: isProper(how) });
  trace(by, `signs ${purpose} ${decision} of ${subject.id} with ${device} (${how})`);
  return word;
}
