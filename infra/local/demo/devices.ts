import { askWord, confirmDevice, type DeviceHolder, enrollDevice } from '../passkey/device-calls.ts';
import { deviceName, localDevice } from '../passkey/local-device.ts';
import { createSoftwareKey } from '../software-authenticator/software-key.ts';
import { approveInstruction, postApproval } from './approvals.ts';
import type { DemoContext } from './demo-context.ts';
import { type Persona, personas } from './personas.ts';
import { timeOfDay } from './time-of-day.ts';

const { bob, carol } = personas;
/** She has carol's token, and not her device. */
const mallory: Persona = { ...carol, name: 'mallory' };

/** Enrolls a device of carol's. That of bob, which confirms it, is named by the configuration. */
export async function addDevice(context: DemoContext): Promise<void> {
  const { api, report, refusals } = context;
  report('Large payments are signed by devices. The configuration names those of bob and erin; carol enrolls hers:');
  const device = await enrollDevice(await holderOf(context, carol), deviceName);
  const { credentialId, digest } = device;
  const path = `/passkeys/${credentialId}/confirmations`;
  const own = await api.call(carol, 'POST', path, { digest });
  refusals.expectRefusal(carol, 'confirms her own device', own);
  const { actsFrom = '' } = await confirmDevice(await holderOf(context, bob), device);
  report(`  bob compares its digest with hers, and confirms it with his device: ${digest}`);
  report(`  it counts from ${timeOfDay(actsFrom)} on. Here that is seconds, elsewhere a day`);
}

/** Two people approve a large payment, each with a device. Without one, or with a stolen token, nobody does. */
export async function approveWithDevices(context: DemoContext, id: string, digest: string): Promise<void> {
  const { api, refusals } = context;
  const bare = await postApproval(context, bob, id, digest);
  refusals.expectRefusal(bob, 'approves the large payment without his device', bare);
  const stolen = await wordFor({ api, persona: carol, key: createSoftwareKey() }, id, digest);
  const answer = await postApproval(context, carol, id, digest, stolen);
  refusals.expectRefusal(mallory, 'approves it with a token of carol that she stole, and a device of her own', answer);
  for (const person of [bob, carol]) {
    const word = await wordFor(await holderOf(context, person), id, digest);
    await approveInstruction(context, person, id, digest, word);
  }
}

function wordFor(holder: DeviceHolder, id: string, digest: string) {
  return askWord(holder, { purpose: 'payment', decision: 'approve', subject: { id, digest } });
}

async function holderOf({ api, localStage }: DemoContext, persona: Persona): Promise<DeviceHolder> {
  const { key } = await localDevice(persona.email, localStage.treasury);
  return { api, persona, key };
}
