import { expect, test } from '@jest/globals';
import { canonicalDigest } from '../../../console/digest/canonical-digest.ts';
import { pauseDigest } from '../../../console/digest/pause-digest.ts';
import { deviceDigest } from '../../../console/passkeys/device-digest.ts';
import {
  depositAddressSaid,
  pauseDigest as pauseDigestOfTreasury,
  resolutionSaid,
} from '../../../functions/shared/ledger/authorization/what-is-said.ts';
import { enrolmentDigest } from '../../../functions/shared/passkeys/enrolment.ts';
import { stampAt } from '../../../functions/shared/passkeys/person.ts';
import { printRoot } from '../../../functions/shared/passkeys/roots.ts';
import { ownerNamed, start } from '../../functions/shared/passkeys/support/people.ts';
import { approved } from '../../support/instructions.ts';

/* What a device signs beside payments, destinations and months: the console's digests are the treasury's. */

const owner = ownerNamed('bob@example.com');
const { identity } = stampAt(owner.person, start);

test.each([
  ['that nobody resumes', undefined],
  ['that one person resumes', { by: 'carol@example.com', at: start + 1 }],
])('of a pause %s', async (_what, resume) => {
  const pause = { scope: 'coin:USDT', reason: 'a call', by: 'bob@example.com', at: start } as const;
  const iso = (at: number) => new Date(at).toISOString();
  const shown = { ...pause, at: iso(pause.at), ...(resume && { resume: { ...resume, at: iso(resume.at) } }) };
  expect(await pauseDigest(shown)).toBe(pauseDigestOfTreasury({ ...pause, ...(resume && { resume }) }));
});

test('of a device, by what is shown of it', async () => {
  const { enrolment } = owner;
  const { credentialId, person, name, aaguid, algorithm, isBackupEligible, isBackedUp } = enrolment;
  const flags = { synced: isBackupEligible, backedUp: isBackedUp };
  const line = printRoot(enrolment);
  const shown = { credentialId, owner: person, name, model: aaguid, algorithm, ...flags, line };
  expect(await deviceDigest(shown)).toBe(enrolmentDigest(enrolment));
  const others = [{ name: 'Key' }, { owner: { ...person, by: 'eve@example.com' } }, { synced: true }];
  for (const other of others) expect(await deviceDigest({ ...shown, ...other })).not.toBe(enrolmentDigest(enrolment));
});

test('of what became of money, and of a deposit address', async () => {
  const instruction = approved();
  const { digest } = instruction;
  const speaker = { by: 'bob@example.com', identity };
  const evidence = 'seen on the chain';
  const resolution = resolutionSaid(instruction, { decision: 'settled', evidence }, speaker);
  expect(resolution.subject.digest).toBe(await canonicalDigest({ digest, evidence }));
  const address = { address: 'rAbc', tag: '42' };
  const accepted = depositAddressSaid({ coin: 'XRP', chain: 'XRP' }, address, speaker);
  expect(accepted.subject).toEqual({ id: 'XRP/XRP', digest: await canonicalDigest(address) });
});
