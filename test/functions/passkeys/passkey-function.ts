import * as v from 'valibot';
import { challengeViewSchema, enrolmentViewSchema } from '../../../functions/passkeys/view-schema.ts';
import { wire } from '../../../functions/passkeys/wiring.ts';
import type { OutgoingEvent } from '../../../functions/shared/ledger/messaging/bus.ts';
import { BusUnavailableError } from '../../../functions/shared/ledger/messaging/bus.ts';
import { openDeviceHeads } from '../../../functions/shared/ledger/passkeys/device-heads.ts';
import type { PasskeySettings } from '../../../functions/shared/ledger/passkeys/passkey-settings.ts';
import type { Policy } from '../../../functions/shared/ledger/policy/policy.ts';
import type { Table } from '../../../functions/shared/ledger/store/table.ts';
import { rootsById } from '../../../functions/shared/passkeys/registry.ts';
import type { Statement } from '../../../functions/shared/passkeys/statement.ts';
import {
  type Deviations,
  register,
  signWord,
} from '../../../infra/local/software-authenticator/software-authenticator.ts';
import type { SoftwareKey } from '../../../infra/local/software-authenticator/software-key.ts';
import { manualClock } from '../../support/clock.ts';
import { answerTo, claims, groupOfRole } from '../../support/http-event.ts';
import { policyWith } from '../../support/instructions.ts';
import { restoredCopyOf, startLedger, type TestLedger } from '../../support/ledger.ts';
import { initialPolicyItem } from '../../support/policy.ts';
import { nonceOf, type Owner, ownerNamed, place } from '../shared/passkeys/support/people.ts';

/* The function of devices with its real tables, two roots, and browsers of software. */

export const groupOf = { rosa: 'finance', rui: 'treasury', alice: 'ops', bob: 'finance', ann: 'audit' } as const;

export const refused = (code: string, status = 403) => ({ status, body: { error: { code } } });

export type Name = keyof typeof groupOf;

export async function startPasskeyFunction(given?: PasskeySettings) {
  const [ledger, heads] = await Promise.all([startLedger(), startLedger()]);
  const copies: TestLedger[] = [];
  let headTable: Table = heads.table;
  const clock = manualClock();
  const roots: readonly [Owner, Owner] = [ownerNamed('rosa@example.com'), ownerNamed('rui@example.com')];
  const byId = rootsById(roots.map(({ enrolment }) => enrolment));
  const ground = { place, roots: byId, leastDelay: 3_600_000 };
  const settings: PasskeySettings = given ?? { floor: { level: 'off', over: {} }, ground };
  const told: OutgoingEvent[] = [];
  const lines: string[] = [];
  let isBusAway = false;
  let nonces = 0;
  const log = (message: string, ...detail: readonly unknown[]) => {
    lines.push(JSON.stringify([message, detail]));
  };
  const handler = wire({
    table: ledger.table,
    headTable: {
      ...heads.table,
      get: (pk) => headTable.get(pk),
      update: (pk, update) => headTable.update(pk, update),
      identity: () => headTable.identity(),
    },
    settings,
    clock,
    bus: {
      publish: async (events) => {
        if (isBusAway) throw new BusUnavailableError('PasskeyChanged', new Error('away'));
        told.push(...events);
      },
    },
    log: { info: log, warn: log, error: log, addContext: () => {}, appendKeys: () => {}, resetKeys: () => {} },
    newNonce: () => {
      nonces += 1;
      return nonceOf(`nonce ${nonces}`);
    },
  });
  const putPolicy = (policy: Policy) => ledger.table.put(initialPolicyItem(policy));
  await putPolicy(policyWith({ roles: groupOfRole }));

  const call = (name: Name, method: string, path: string, body?: unknown, credentialId?: string) =>
    answerTo(handler, {
      method,
      path,
      claims: claims(name, groupOf[name]),
      body,
      ...(credentialId === undefined ? {} : { pathParameters: { credentialId } }),
    });
  const begin = async (name: Name, deviceName = 'Laptop') => {
    const { body } = await call(name, 'POST', '/passkeys/enrolments', { name: deviceName });
    return Buffer.from(v.parse(enrolmentViewSchema, body).options.challenge, 'base64url');
  };
  const statementOf = async (name: Name, credentialId: string, digest: string): Promise<Statement> => {
    const request = { purpose: 'device', decision: 'confirm', subject: { id: credentialId, digest } } as const;
    const { body } = await call(name, 'POST', '/passkeys/challenges', request);
    const { person, nonce, expiresAt, stage } = v.parse(challengeViewSchema, body);
    return { ...request, person, nonce, expiresAt, stage };
  };
  return {
    ledger,
    heads,
    deviceHeads: openDeviceHeads(heads.table),
    clock,
    roots,
    told,
    lines,
    call,
    begin,
    statementOf,
    putPolicy,
    setBusAway: (away: boolean) => {
      isBusAway = away;
    },
    list: (name: Name = 'ann') => call(name, 'GET', '/passkeys'),
    /** What a browser gives back for an enrolment that was begun. */
    registrationOf: (key: SoftwareKey, challenge: Buffer, deviations: Deviations = {}) =>
      register(key, { ...place, challenge }, deviations),
    enroll: async (name: Name, key: SoftwareKey, deviations: Deviations = {}) => {
      const registration = register(key, { ...place, challenge: await begin(name) }, deviations);
      return call(name, 'POST', '/passkeys', { registration });
    },
    confirm: async (name: Name, by: SoftwareKey, credentialId: string, digest: string, deviations: Deviations = {}) => {
      const word = signWord(by, await statementOf(name, credentialId, digest), place, deviations);
      const path = '/passkeys/{credentialId}/confirmations';
      return call(name, 'POST', path, { digest, word }, credentialId);
    },
    revoke: (name: Name, credentialId: string) =>
      call(name, 'DELETE', '/passkeys/{credentialId}', undefined, credentialId),
    /** What accepts the devices of a restored table. */
    acceptRestore: async (name: Name, by: SoftwareKey, subject: { readonly id: string; readonly digest: string }) => {
      const request = { purpose: 'restore', decision: 'accept', subject } as const;
      const { body } = await call(name, 'POST', '/passkeys/challenges', request);
      const { person, nonce, expiresAt, stage } = v.parse(challengeViewSchema, body);
      const word = signWord(by, { ...request, person, nonce, expiresAt, stage }, place);
      return call(name, 'POST', '/passkeys/restore/acceptances', { digest: subject.digest, word });
    },
    /** Keeps the table of heads as it is now. What it answers puts the copy in the place of the table. */
    backUpHeads: async () => {
      const copy = await restoredCopyOf(heads);
      copies.push(copy);
      return () => {
        headTable = copy.table;
      };
    },
    close: () => Promise.all([ledger, heads, ...copies].map((each) => each.close())),
  };
}

export type PasskeyFunction = Awaited<ReturnType<typeof startPasskeyFunction>>;
