import { deviceListSchema } from '../../../functions/passkeys/routes.ts';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import localTreasury from '../../config/local.ts';
import { approvalSummarySchema, instructionSchema } from '../demo/api-schemas.ts';
import { TreasuryApi } from '../demo/treasury-api.ts';
import { readArguments } from './arguments.ts';
import { askWord, confirmDevice, type DeviceHolder, enrollDevice } from './device-calls.ts';
import { deviceName, localDevice } from './local-device.ts';

type Print = (line: string) => void;

/** The local stack, and what is kept on this machine for it. */
export interface PasskeyIo {
  readonly print: Print;
  /** Of its HTTP API. Undefined where it does not run. */
  readonly apiUrl: () => string | undefined;
  readonly issuerKeyFile: string;
  /** Where the keys are. */
  readonly keyFolder: string;
}

/** Does what the command line asks for. Throws InvalidInputError, and ApiRefusedError. */
export async function runPasskey(args: readonly string[], io: PasskeyIo): Promise<void> {
  const { print } = io;
  const parsed = readArguments(args);
  const { as: persona } = parsed;
  const { key, line } = await localDevice(persona.email, localTreasury, io.keyFolder);
  if (parsed.command === 'line') return print(line);
  const holder = { api: await openApi(io), persona, key };
  switch (parsed.command) {
    case 'enroll':
      return enroll(holder, print);
    case 'confirm':
      return confirm(holder, parsed.id, print);
    case 'approve':
      return approve(holder, parsed.id, print);
  }
}

async function openApi({ apiUrl, issuerKeyFile }: PasskeyIo): Promise<TreasuryApi> {
  const httpUrl = apiUrl();
  if (httpUrl !== undefined) return TreasuryApi.open(httpUrl, localTreasury, issuerKeyFile);
  const expected = '`npm start` in another terminal, in this folder';
  throw new InvalidInputError('the local stack', [{ field: '', reason: 'does not run here', expected }]);
}

async function enroll(holder: DeviceHolder, print: Print): Promise<void> {
  const { credentialId, digest, status } = await enrollDevice(holder, deviceName);
  print(`The device ${credentialId} of ${holder.persona.email} is ${status}.`);
  print(`Its digest is ${digest}. Another person confirms it: npm run passkey -- confirm ${credentialId} --as …`);
}

async function confirm(holder: DeviceHolder, credentialId: string, print: Print): Promise<void> {
  const { devices } = await holder.api.read(deviceListSchema, holder.persona, '/passkeys');
  const found = devices.find((each) => each.credentialId === credentialId);
  if (found === undefined) {
    const expected = 'the id that enroll printed';
    throw new InvalidInputError('the device', [{ field: 'CREDENTIAL_ID', reason: 'is not enrolled', expected }]);
  }
  const { owner, digest, actsFrom } = await confirmDevice(holder, found);
  print(`The device of ${owner.by} with the digest ${digest} is confirmed, and counts from ${actsFrom ?? 'now'} on.`);
}

async function approve(holder: DeviceHolder, id: string, print: Print): Promise<void> {
  const { api, persona } = holder;
  const path = `/instructions/${encodeURIComponent(id)}/approvals`;
  const { digest, quantity, coin, addressBlocks, destination } = await api.read(approvalSummarySchema, persona, path);
  print(`${persona.email} signs that ${quantity} ${coin} may go to ${destination.id}: ${addressBlocks.join(' ')}`);
  const word = await askWord(holder, { purpose: 'payment', decision: 'approve', subject: { id, digest } });
  const body = { decision: 'approve', digest, word };
  const { status } = await api.ask(instructionSchema, persona, 'POST', path, body);
  print(`${id} is ${status}.`);
}
