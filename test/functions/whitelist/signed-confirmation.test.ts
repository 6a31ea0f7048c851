import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { confirmationSaid } from '../../../functions/shared/ledger/authorization/what-is-said.ts';
import { openWhitelist } from '../../../functions/shared/ledger/store/whitelist.ts';
import type { WhitelistEntry } from '../../../functions/shared/ledger/whitelist/entry.ts';
import { confirmEntry } from '../../../functions/whitelist/confirm-or-revoke.ts';
import { manualClock } from '../../support/clock.ts';
import { policyWith } from '../../support/instructions.ts';
import { person } from '../../support/people.ts';
import { activeEntry } from '../../support/whitelist.ts';
import { type PasskeyStage, startPasskeyStage } from '../shared/ledger/passkeys/support/stage.ts';
import { nonceOf, start } from '../shared/passkeys/support/people.ts';

let stage: PasskeyStage;
let entry: WhitelistEntry;

beforeEach(async () => {
  stage = await startPasskeyStage();
  entry = await activeEntry(openWhitelist(stage.ledger.table));
});
afterEach(() => stage.close());

const rosa = person('rosa@example.com');

/** Rosa signs with her device that it is right. */
async function confirmSigned(nonce: string): Promise<WhitelistEntry> {
  const word = await stage.signed(stage.roots[0], confirmationSaid(entry, rosa), { nonce: nonceOf(nonce) });
  return confirm({ digest: entry.digest, word });
}

function confirm(request: Parameters<typeof confirmEntry>[4]): Promise<WhitelistEntry> {
  const { ledger, words } = stage;
  const bus = { publish: async () => undefined };
  const parts = {
    whitelist: openWhitelist(ledger.table),
    words,
    bus,
    clock: manualClock(start),
    environment: 'sandbox',
  };
  return confirmEntry(parts, policyWith({ passkeys: 'all' }), entry.id, rosa, request);
}

test('who confirmed a destination by a signature and asks again signs nothing anew', async () => {
  const confirmed = await confirmSigned('first');
  expect(confirmed.confirmations.at(-1)).toMatchObject({ by: 'rosa@example.com', word: expect.anything() });
  expect(await confirm({ digest: entry.digest })).toEqual(confirmed);
  expect(await confirmSigned('second')).toEqual(confirmed);
});

test('who never signed it is asked for a signature', async () => {
  await expect(confirm({ digest: entry.digest })).rejects.toMatchObject({ code: 'passkey-required' });
});
