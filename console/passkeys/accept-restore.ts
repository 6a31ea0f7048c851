import type { ApiClient } from '../api/client.ts';
import type { BodyOfResponse } from '../api/routes.ts';
import { DeviceError } from './device-error.ts';
import { registryDigest } from './registry-digest.ts';
import type { Signer } from './signer.ts';

type List = BodyOfResponse<'GET /passkeys'>;

/**
 * Signs that the devices count as they are shown, and sends it. Throws DeviceError, also where the digest that is shown
 * is not that of the devices beside it, and what the calls throw.
 */
export async function acceptRestore(
  { api, signer }: { readonly api: Pick<ApiClient, 'call'>; readonly signer: Pick<Signer, 'send'> },
  { devices, unreadable }: Pick<List, 'devices' | 'unreadable'>,
  restored: NonNullable<List['restored']>,
): Promise<void> {
  const { table, digest: shown, devices: chains } = restored;
  const digest = await registryDigest({ devices, chains, ...(unreadable === undefined ? {} : { unreadable }) });
  if (digest !== shown) throw new DeviceError('differs');
  await signer.send(
    { purpose: 'restore', decision: 'accept', subject: { id: table, digest } },
    (signed) => api.call('POST /passkeys/restore/acceptances', { body: { digest, ...signed } }),
    true,
  );
}
