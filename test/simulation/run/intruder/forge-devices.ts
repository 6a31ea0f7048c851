import { iso } from '../../../../functions/shared/core/clock.ts';
import { passkeyKey } from '../../../../functions/shared/core/item-keys.ts';
import { changingAttributes } from '../../../../functions/shared/ledger/passkeys/device-item.ts';
import type { Item } from '../../../../functions/shared/ledger/store/table.ts';
import { confirmDevice, proposeDevice } from '../../../../functions/shared/passkeys/device-transitions.ts';
import { enrolmentDigest } from '../../../../functions/shared/passkeys/enrolment.ts';
import { stampAt } from '../../../../functions/shared/passkeys/person.ts';
import { signWord } from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import { enrolmentOf, keyOf, namedByToken, place } from '../../fakes/device-keys.ts';
import { startTime } from '../../fakes/simulated-policy.ts';
import { sha256 } from '../../invariants/chain.ts';
import type { DeviceName, Intrusion } from '../../plan/device-plan.ts';
import { inventedNonce } from '../devices/ways-to-sign.ts';
import { listOf, recordOf } from '../raw.ts';
import type { Simulation } from '../simulation.ts';
import { rechained } from './chains.ts';
import { ownKeyFor } from './own-keys.ts';

const longAgo = startTime - 86_400_000;

/** Two own keys as devices of two people, each confirmed by the other one, long ago. */
export function forgedDevices(
  simulation: Simulation,
  { as, confirmer }: Extract<Intrusion, { what: 'forge-device' }>,
): readonly Item[] {
  return [forgedDevice(simulation, as, confirmer), forgedDevice(simulation, confirmer, as)];
}

function forgedDevice({ newWriteId }: Simulation, as: string, confirmer: string): Item {
  const enrolment = enrolmentOf(ownKeyFor(as), as);
  const person = namedByToken(confirmer);
  const subject = { id: enrolment.credentialId, digest: enrolmentDigest(enrolment) };
  const signed = { nonce: inventedNonce(newWriteId()), expiresAt: iso(longAgo + 60_000), stage: place.stage };
  const statement = { purpose: 'device', decision: 'confirm', subject, person, ...signed } as const;
  const word = signWord(keyOf(ownKeyFor(confirmer)), statement, place);
  const proposed = proposeDevice(enrolment, stampAt(namedByToken(as), longAgo));
  const device = confirmDevice(proposed, { stamp: stampAt(person, longAgo), word, actsFrom: longAgo });
  const pk = passkeyKey(enrolment.credentialId);
  return { pk, ...changingAttributes(device), publishedVersion: device.version };
}

/** Another key under the id of a device, by a right chain. */
export function changeKey({ table }: Simulation, device: DeviceName): readonly Item[] {
  const item = table.get(passkeyKey(keyOf(device).credentialId));
  if (item === undefined) return [];
  const owner = String(recordOf(recordOf(item.enrolment).person).by);
  const enrolment = { ...recordOf(item.enrolment), publicKey: keyOf(ownKeyFor(owner)).publicKey };
  const digest = sha256(enrolment);
  return [{ ...item, enrolment, digest, history: rechained(digest, listOf(item.history)) }];
}
