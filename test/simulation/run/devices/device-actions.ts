import { register } from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import { keyOf, place } from '../../fakes/device-keys.ts';
import { ownerOf } from '../../plan/device-names.ts';
import type { DeviceAction, DeviceName } from '../../plan/device-plan.ts';
import { callAsPerson } from '../person-calls.ts';
import { recordOf } from '../raw.ts';
import type { Simulation } from '../simulation.ts';
import { sign } from './sign.ts';

/** What people do with devices. */
export function changeDevices(simulation: Simulation, action: DeviceAction): void {
  const { credentialId } = keyOf(action.device);
  switch (action.kind) {
    case 'enroll':
      enroll(simulation, action.device);
      break;
    case 'confirm-device':
      confirm(simulation, action.device, action.by);
      break;
    case 'revoke-device':
      callAsPerson(simulation, 'device-revocation', { by: action.by, of: credentialId });
  }
}

function enroll(simulation: Simulation, device: DeviceName): void {
  const by = ownerOf(device);
  simulation.observer.devices.add(device);
  enrollKey(simulation, device, by);
}

/** Begins and finishes an enrolment, with whatever key: also an intruder who has somebody's token. */
export function enrollKey(simulation: Simulation, name: string, by: string): void {
  callAsPerson(simulation, 'enrolment', {
    by,
    body: { name },
    onAnswer: ({ status, body }) => {
      if (status !== 200) return;
      const challenge = Buffer.from(String(recordOf(body.options).challenge), 'base64url');
      const registration = { ...register(keyOf(name), { ...place, challenge }) };
      callAsPerson(simulation, 'device', { by, body: { registration } });
    },
  });
}

/** Whoever confirms it asks its owner for its digest. */
function confirm(simulation: Simulation, device: DeviceName, by: string): void {
  const { credentialId: id } = keyOf(device);
  const digest = simulation.observer.devices.enrolmentDigest(device);
  const shown = { purpose: 'device', decision: 'confirm', subject: { id, digest }, seen: { device } } as const;
  sign(simulation, by, { ...shown, isAsked: true }, 'always', (word) => {
    if (word === undefined) return;
    callAsPerson(simulation, 'device-confirmation', { by, of: id, body: { digest, word } });
  });
}
