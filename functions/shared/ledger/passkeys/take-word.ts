import { canonicalDigest } from '../../core/canonical-digest.ts';
import type { Enrolment } from '../../passkeys/enrolment.ts';
import { judgeWord } from '../../passkeys/judge-word.ts';
import type { SignedWord } from '../../passkeys/signed-word.ts';
import type { Bus } from '../messaging/bus.ts';
import type { Table } from '../store/table.ts';
import type { DeviceHeads } from './device-heads.ts';
import { PasskeyRefusedError, PasskeyRequiredError, PasskeysUnavailableError } from './errors.ts';
import { isGivenFor, openNonces } from './nonces.ts';
import type { OfferedWord } from './offered-word.ts';
import type { PasskeySettings } from './passkey-settings.ts';
import { openRegistry, type RegistryReader } from './read-registry.ts';
import { refusalOf } from './refusal-of.ts';
import { countWord } from './sign-counts.ts';
import { openRefusalTeller } from './tell-refusal.ts';

/** A word that counts. Nobody can use its nonce for anything else. */
export interface TakenWord {
  readonly word: SignedWord;
  readonly enrolment: Enrolment;
}

/** Takes words of devices, each once. */
export interface WordTaker {
  /**
   * Throws PasskeyRequiredError without a word, PasskeyRefusedError and its neighbours for one that does not count. The
   * same word for the same decision again is taken again, so that a call can be repeated.
   */
  take(offered: OfferedWord): Promise<TakenWord>;
}

export interface WordTakerPorts {
  /** The table with everything but the heads. */
  readonly table: Pick<Table, 'get' | 'putNew' | 'update'>;
  readonly heads: Pick<DeviceHeads, 'get' | 'restored'>;
  readonly settings: PasskeySettings;
  /** Told of what is refused, and of a device that there may be two of. */
  readonly bus: Bus;
}

/** `devices` of who reads them for something else too, so that each signature is verified once. */
export function openWordTaker(
  ports: WordTakerPorts,
  devices: RegistryReader | undefined = ports.settings.ground && openRegistry(ports, ports.settings.ground),
): WordTaker {
  const refusals = openRefusalTeller(ports.bus);
  return {
    take: async (offered) => {
      if (devices === undefined) throw new PasskeysUnavailableError();
      try {
        return await takeOnce(ports, devices, offered);
      } catch (error) {
        await refusals.tell(error, offered);
        throw error;
      }
    },
  };
}

async function takeOnce(
  { table, bus }: WordTakerPorts,
  devices: RegistryReader,
  { word, said, at }: OfferedWord,
): Promise<TakenWord> {
  if (word === undefined) throw new PasskeyRequiredError();
  const nonces = openNonces(table);
  const { credentialId, nonce } = word;
  // Who accepts a restored table signs with a device that is in it.
  const asRestored = said.purpose === 'restore';
  const [given, read] = await Promise.all([nonces.get(nonce), devices.read([credentialId], { asRestored })]);
  const judgement = judgeWord(read.registry, { word, said, takenAt: at });
  if (judgement.kind === 'refused') throw refusalOf(judgement.flaw, read, { credentialId, person: said.person, at });
  if (given === undefined || !isGivenFor(given, said, word.expiresAt)) {
    throw new PasskeyRefusedError('passkey-nonce-unknown');
  }
  const digest = canonicalDigest({ word, said });
  if (!(await nonces.use(nonce, digest))) throw new PasskeyRefusedError('passkey-nonce-used');
  const { enrolment, signCount } = judgement;
  if (await countWord(table, { credentialId, signCount, enrolledCount: enrolment.signCount, digest })) {
    return { word, enrolment };
  }
  await bus.publish([clonedEvent(enrolment)]);
  throw new PasskeyRefusedError('passkey-cloned');
}

function clonedEvent({ credentialId, person, name }: Enrolment) {
  return { detailType: 'PasskeyCloned', detail: { credentialId, owner: person.by, name } } as const;
}
