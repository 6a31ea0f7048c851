import { idInKey, whitelistEntryKey } from '../shared/core/item-keys.ts';
import type { Person } from '../shared/core/person.ts';
import { nameSchema } from '../shared/core/schemas.ts';
import { NotFoundError } from '../shared/ledger/errors.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { jsonBody } from '../shared/runtime/http/json-body.ts';
import { pathParameter } from '../shared/runtime/http/request.ts';
import type { Call, RouteHandlers } from '../shared/runtime/http/serve.ts';
import type { CheckDependencies } from './check-exchange.ts';
import { confirmEntry, revokeEntry } from './confirm-or-revoke.ts';
import { listEntries } from './list-entries.ts';
import { proposeEntry } from './propose-entry.ts';
import { proveEntry } from './prove-entry.ts';
import { parseConfirmation, parseListQuery, parseProof, personOfToken } from './requests.ts';
import type { whitelistRoutes } from './routes.ts';
import { entryView } from './view.ts';

/** What is done for each route of `/whitelist`. */
export function whitelistRouteHandlers(dependencies: CheckDependencies): RouteHandlers<typeof whitelistRoutes> {
  return {
    'GET /whitelist': (call) => list(dependencies, call),
    'GET /whitelist/{id}': (call) => show(dependencies, call),
    'POST /whitelist': (call) => propose(dependencies, call),
    'POST /whitelist/{id}/proofs': async (call) => {
      const proof = parseProof(jsonBody(call.event));
      return entryResponse(dependencies, call, await proveEntry(dependencies, idIn(call), personIn(call), proof));
    },
    'POST /whitelist/{id}/confirmations': async (call) => {
      const request = parseConfirmation(jsonBody(call.event));
      return entryResponse(
        dependencies,
        call,
        await confirmEntry(dependencies, call.policy, idIn(call), personIn(call), request),
      );
    },
    'DELETE /whitelist/{id}': async (call) =>
      entryResponse(dependencies, call, await revokeEntry(dependencies, idIn(call), personIn(call))),
  };
}

async function list({ whitelist, clock, report }: CheckDependencies, { event, policy }: Call) {
  const page = await listEntries(whitelist, parseListQuery(event.queryStringParameters ?? {}));
  for (const error of page.corrupt) report('an item is corrupt', { error });
  const ids = page.corrupt.map(({ key }) => idInKey(key, whitelistEntryKey));
  const unreadable = ids.length === 0 ? {} : { unreadable: ids };
  const now = clock.now();
  const next = page.next === undefined ? {} : { next: page.next };
  const entries = page.entries.map((entry) => entryView(entry, policy.whitelistCoolOffMs, now));
  return { status: 200, body: { entries, ...unreadable, ...next } } as const;
}

async function show(dependencies: CheckDependencies, call: Call) {
  const id = idIn(call);
  const entry = await dependencies.whitelist.get(id);
  if (entry === undefined) throw new NotFoundError(`whitelist entry ${id}`);
  return entryResponse(dependencies, call, entry);
}

async function propose(dependencies: CheckDependencies, call: Call) {
  const { kind, entry } = await proposeEntry(dependencies, call.policy, personIn(call), jsonBody(call.event));
  return { ...entryResponse(dependencies, call, entry), status: kind === 'created' ? 202 : 200 } as const;
}

function entryResponse({ clock }: CheckDependencies, { policy }: Call, entry: WhitelistEntry) {
  return { status: 200, body: entryView(entry, policy.whitelistCoolOffMs, clock.now()) } as const;
}

function idIn({ event }: Call): string {
  return pathParameter(event, 'id', nameSchema);
}

function personIn({ identity }: Call): Person {
  return { by: personOfToken(identity.user, identity.epoch.claim), identity: identity.epoch };
}
