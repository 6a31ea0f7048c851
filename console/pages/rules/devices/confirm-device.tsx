import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { deviceDigest } from '../../../passkeys/device-digest.ts';
import { DeviceError } from '../../../passkeys/device-error.ts';
import { SignNote } from '../../../ui/sign-note.tsx';
import { ConfirmStep } from '../confirm-step.tsx';
import type { DeviceProps } from './device-view.ts';

/** Confirms another person's device as it is shown, signed with one of one's own. */
export function ConfirmDevice({ device, reload }: DeviceProps) {
  const { api, signer } = useApp();
  const texts = useTexts('devices').confirm;
  const { credentialId, name, owner } = device;
  const about = `${name}, ${owner.by}`;
  const action = useAction(async () => {
    const digest = await deviceDigest(device);
    if (digest !== device.digest) throw new DeviceError('differs');
    const decided = { purpose: 'device', decision: 'confirm', subject: { id: credentialId, digest } } as const;
    const path = { credentialId };
    await signer.send(
      decided,
      (signed) => api.call('POST /passkeys/{credentialId}/confirmations', { path, body: { digest, ...signed } }),
      true,
    );
    await reload();
  });
  return (
    <ConfirmStep {...texts} about={about} action={action}>
      <SignNote purpose="device" id={about} isAsked />
    </ConfirmStep>
  );
}
