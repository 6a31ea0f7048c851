import type * as v from 'valibot';
import { challengeViewSchema, deviceViewSchema, enrolmentViewSchema } from '../../../functions/passkeys/routes.ts';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import type { Verdict } from '../../../functions/shared/passkeys/purposes.ts';
import type { SignedWord } from '../../../functions/shared/passkeys/signed-word.ts';
import type { Statement, Subject } from '../../../functions/shared/passkeys/statement.ts';
import type { Persona } from '../demo/personas.ts';
import type { TreasuryApi } from '../demo/treasury-api.ts';
import { register, signWord } from '../software-authenticator/software-authenticator.ts';
import type { SoftwareKey } from '../software-authenticator/software-key.ts';
import { localStageName } from './local-device.ts';

/*
 * What a browser with an authenticator asks the API, with a key in software. Each call refuses every stage but that of
 * this machine.
 */

/** Somebody with a device, at the API of stage local. */
export interface DeviceHolder {
  readonly api: TreasuryApi;
  readonly persona: Persona;
  readonly key: SoftwareKey;
}

export type EnrolledDevice = v.InferOutput<typeof deviceViewSchema>;

/** What is signed, as the API takes it at `POST /passkeys/challenges`. */
export type Asked = Verdict & { readonly subject: Subject };

/** A page of the console on this machine. Its port says nothing. */
const origin = 'http://localhost:8080';

/** Proposes the holder's device. */
export async function enrollDevice({ api, persona, key }: DeviceHolder, name: string): Promise<EnrolledDevice> {
  const { options } = await api.ask(enrolmentViewSchema, persona, 'POST', '/passkeys/enrolments', { name });
  requireLocal(options.rp.id);
  const challenge = Buffer.from(options.challenge, 'base64url');
  const registration = register(key, { rpId: options.rp.id, origin, challenge });
  return api.ask(deviceViewSchema, persona, 'POST', '/passkeys', { registration });
}

/** Confirms another person's device with the holder's. */
export async function confirmDevice(
  holder: DeviceHolder,
  { credentialId, digest }: Pick<EnrolledDevice, 'credentialId' | 'digest'>,
): Promise<EnrolledDevice> {
  const subject = { id: credentialId, digest };
  const word = await askWord(holder, { purpose: 'device', decision: 'confirm', subject });
  const path = `/passkeys/${credentialId}/confirmations`;
  return holder.api.ask(deviceViewSchema, holder.persona, 'POST', path, { digest, word });
}

/** Asks for what is to be signed for a decision, and signs it. */
export async function askWord(holder: DeviceHolder, asked: Asked): Promise<SignedWord> {
  const { rpId, ...statement } = await askStatement(holder, asked);
  return signWord(holder.key, statement, { rpId, origin });
}

/** What is to be signed for a decision, with the domain that devices are bound to. */
export async function askStatement(
  { api, persona }: Omit<DeviceHolder, 'key'>,
  asked: Asked,
): Promise<Statement & { readonly rpId: string }> {
  const given = await api.ask(challengeViewSchema, persona, 'POST', '/passkeys/challenges', asked);
  const { stage, person, nonce, expiresAt, rpId } = given;
  requireLocal(rpId);
  return { ...asked, stage, person, nonce, expiresAt, rpId };
}

function requireLocal(rpId: string): void {
  if (rpId === 'localhost') return;
  const reason = `is of another stage than ${localStageName}: its devices are bound to ${rpId}`;
  const expected = 'the local stack. Elsewhere people use a device that asks who holds it, at the console';
  throw new InvalidInputError('the API', [{ field: '', reason, expected }]);
}
