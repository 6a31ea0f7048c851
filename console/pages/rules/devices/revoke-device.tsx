import { useApp, useTexts } from '../../../app/context.ts';
import { useAction } from '../../../app/use-action.ts';
import { ConfirmStep } from '../confirm-step.tsx';
import type { DeviceProps } from './device-view.ts';

/** Ends a device at once and for good. It takes one person, and no device. */
export function RevokeDevice({ device: { credentialId, name, owner }, reload }: DeviceProps) {
  const { api } = useApp();
  const texts = useTexts('devices').revoke;
  const action = useAction(async () => {
    await api.call('DELETE /passkeys/{credentialId}', { path: { credentialId } });
    await reload();
  });
  return <ConfirmStep {...texts} about={`${name}, ${owner.by}`} action={action} />;
}
