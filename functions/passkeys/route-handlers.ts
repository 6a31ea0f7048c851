import type { StoredDevice } from '../shared/ledger/passkeys/device-store.ts';
import type { NamedPerson } from '../shared/passkeys/person.ts';
import { credentialIdSchema } from '../shared/passkeys/schemas.ts';
import { personIn } from '../shared/runtime/http/identity.ts';
import { jsonBody } from '../shared/runtime/http/json-body.ts';
import { pathParameter } from '../shared/runtime/http/request.ts';
import type { Call, RouteHandlers } from '../shared/runtime/http/serve.ts';
import type { Log } from '../shared/runtime/ports.ts';
import { acceptByWord } from './accept-restore.ts';
import { beginEnrolment } from './begin-enrolment.ts';
import { confirmByWord } from './confirm-device.ts';
import type { PasskeyDependencies } from './dependencies.ts';
import { finishEnrolment } from './finish-enrolment.ts';
import { giveChallenge } from './give-challenge.ts';
import { listDevices } from './list-devices.ts';
import {
  parseChallengeRequest,
  parseConfirmationRequest,
  parseEnrolmentRequest,
  parseFinishRequest,
  parseRestoreRequest,
} from './requests.ts';
import { revokeByPerson } from './revoke-device.ts';
import type { passkeyRoutes } from './routes.ts';
import { deviceView } from './view.ts';

/** What is done for each route of `/passkeys`. `open` throws on a stage that has no domain. */
export function passkeyRouteHandlers(
  open: () => Promise<PasskeyDependencies>,
  log: Pick<Log, 'info'>,
): RouteHandlers<typeof passkeyRoutes> {
  return {
    'GET /passkeys': async (call) => ({ status: 200, body: await listDevices(await open(), personOf(call).by) }),
    'POST /passkeys/challenges': async (call) => {
      const request = parseChallengeRequest(jsonBody(call.event));
      return { status: 200, body: await giveChallenge(await open(), personOf(call), request) };
    },
    'POST /passkeys/enrolments': async (call) => {
      const name = parseEnrolmentRequest(jsonBody(call.event));
      return { status: 200, body: await beginEnrolment(await open(), call.policy, personOf(call), name) };
    },
    'POST /passkeys': async (call) => {
      const registration = parseFinishRequest(jsonBody(call.event));
      const dependencies = await open();
      const stored = await finishEnrolment(dependencies, call.policy, personOf(call), registration);
      return deviceResponse(dependencies, log, stored);
    },
    'POST /passkeys/{credentialId}/confirmations': async (call) => {
      const request = parseConfirmationRequest(jsonBody(call.event));
      const dependencies = await open();
      const stored = await confirmByWord(dependencies, call.policy, personOf(call), idIn(call), request);
      return deviceResponse(dependencies, log, stored);
    },
    'POST /passkeys/restore/acceptances': async (call) => {
      const request = parseRestoreRequest(jsonBody(call.event));
      return acceptByWord(await open(), personOf(call), request);
    },
    'DELETE /passkeys/{credentialId}': async (call) => {
      const dependencies = await open();
      const { groups } = call.identity;
      const stored = await revokeByPerson(
        dependencies,
        { person: personOf(call), groups, roles: rolesFor(call) },
        idIn(call),
      );
      return deviceResponse(dependencies, log, stored);
    },
  };
}

/** Who only stops something may have been let in by the policy that waits. */
function rolesFor({ identity, policy, policyState: { pending } }: Call) {
  const isOfPolicyInForce = identity.epoch.issuer === policy.identity.issuer;
  return isOfPolicyInForce || pending === undefined ? policy.roles : pending.policy.roles;
}

async function deviceResponse(dependencies: PasskeyDependencies, log: Pick<Log, 'info'>, { device }: StoredDevice) {
  const { enrolment, version, state } = device;
  const { credentialId, person } = enrolment;
  log.info('a device stands', { credentialId, owner: person.by, version, status: state.status });
  const { registry } = await dependencies.registry.read([credentialId], { asRestored: true });
  return { status: 200, body: deviceView(registry, enrolment, dependencies.clock.now()) } as const;
}

function personOf({ identity }: Call): NamedPerson {
  const { by, identity: epoch } = personIn(identity);
  return { by, issuer: epoch.issuer, claim: epoch.claim };
}

function idIn({ event }: Call): string {
  return pathParameter(event, 'credentialId', credentialIdSchema);
}
