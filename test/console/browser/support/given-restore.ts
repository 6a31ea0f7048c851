import type { Page } from 'playwright-core';
import type { BodyOfResponse, RequestOf } from '../../../../console/api/routes.ts';
import type { DeviceStatus } from '../../../../functions/shared/passkeys/device.ts';
import { registryHead } from '../../../../functions/shared/passkeys/registry-head.ts';

type List = BodyOfResponse<'GET /passkeys'>;
type Acceptance = RequestOf<'POST /passkeys/restore/acceptances'>['body'];

const table = '5d1c0c1e-1b1e-4d35-9a52-0f6f3f0b7a11';

/** How far the treasury's own devices go, but that nobody reads the links of their histories here. */
function chainsOf({ devices }: List) {
  return devices.flatMap(({ credentialId, version, status }) =>
    isInHistory(status) ? [{ credentialId, version, link: 'c'.repeat(64), status }] : [],
  );
}

const isInHistory = (status: List['devices'][number]['status']): status is DeviceStatus => status !== 'root';

/**
 * From now on this page reads that the table of device heads was restored. An acceptance that it sends is kept here,
 * as this person's. The table of the stack, which all tests share, stays as it is.
 */
export async function pretendRestored(page: Page, by: string): Promise<{ readonly accepted: readonly Acceptance[] }> {
  const accepted: Acceptance[] = [];
  await page.route(/\/passkeys$/, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    const list: List = await response.json();
    const chains = chainsOf(list);
    const { digest } = registryHead(0, chains);
    const acceptedBy = accepted.length === 0 ? {} : { acceptedBy: { by, at: '2026-11-20T10:00:00.000Z' } };
    const devices = list.devices.map((each) =>
      each.inForce ? { ...each, inForce: false, flaw: 'in-a-restored-table' } : each,
    );
    const restored = { table, from: 'the-former-one', digest, devices: chains, ...acceptedBy };
    return route.fulfill({ response, json: { ...list, devices, restored } });
  });
  await page.route(/\/passkeys\/restore\/acceptances$/, async (route) => {
    const body: Acceptance = route.request().postDataJSON();
    accepted.push(body);
    await route.fulfill({ status: 202, json: { state: 'proposed', table, digest: body.digest } });
  });
  return { accepted };
}
