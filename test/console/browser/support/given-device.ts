import * as v from 'valibot';
import { deviceListSchema, deviceViewSchema } from '../../../../functions/passkeys/routes.ts';
import type { Persona } from '../../../../infra/local/demo/personas.ts';
import { register } from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import { createSoftwareKey } from '../../../../infra/local/software-authenticator/software-key.ts';
import { eventually } from '../../../support/eventually.ts';
import type { ConsoleRun } from './console-run.ts';
import { newId } from './given-payment.ts';

const begunSchema = v.object({ options: v.object({ challenge: v.string() }) });

/** A device that somebody enrolled, and nobody confirmed. */
export async function givenProposedDevice({ api, url }: ConsoleRun, owner: Persona) {
  const { body } = await api.call(owner, 'POST', '/passkeys/enrolments', { name: newId('device') });
  const challenge = Buffer.from(v.parse(begunSchema, body).options.challenge, 'base64url');
  const ceremony = { rpId: 'localhost', origin: url, challenge };
  const registration = register(createSoftwareKey(), ceremony);
  return v.parse(deviceViewSchema, (await api.call(owner, 'POST', '/passkeys', { registration })).body);
}

export async function devicesOf({ api }: ConsoleRun, owner: Persona) {
  const { devices } = v.parse(deviceListSchema, (await api.call(owner, 'GET', '/passkeys')).body);
  return devices.filter((device) => device.owner.by === owner.email);
}

/** Waits until the only device of a person counts. */
export async function deviceInForce(run: ConsoleRun, owner: Persona) {
  return await eventually(async () => (await devicesOf(run, owner)).find(({ inForce }) => inForce));
}
