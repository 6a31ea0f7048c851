import { nameSchema } from '../shared/core/schemas.ts';
import { validate } from '../shared/core/validate.ts';
import { NotFoundError } from '../shared/ledger/errors.ts';
import type { WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { jsonBody, pathParameter } from '../shared/runtime/http/request.ts';
import type { Acts, Call } from '../shared/runtime/http/serve.ts';
import type { CheckParts } from './check-exchange.ts';
import { confirmEntry, revokeEntry } from './decide.ts';
import { listEntries } from './list.ts';
import { proposeEntry } from './propose.ts';
import { proveEntry } from './prove.ts';
import { parseConfirmation, parseListQuery, parseProof, personNamed } from './requests.ts';
import type { whitelistRoutes } from './routes.ts';
import { viewOf } from './view.ts';

/** What is done for each route of `/whitelist`. */
export function actsWith(parts: CheckParts): Acts<typeof whitelistRoutes> {
  return {
    'GET /whitelist': (call) => list(parts, call),
    'GET /whitelist/{id}': (call) => show(parts, call),
    'POST /whitelist': (call) => propose(parts, call),
    'POST /whitelist/{id}/proofs': async (call) => {
      const proof = parseProof(jsonBody(call.event));
      return done(parts, await proveEntry(parts, idIn(call), personIn(call), proof));
    },
    'POST /whitelist/{id}/confirmations': async (call) => {
      const digest = parseConfirmation(jsonBody(call.event));
      return done(parts, await confirmEntry(parts, call.policy, idIn(call), personIn(call), digest));
    },
    'DELETE /whitelist/{id}': async (call) => done(parts, await revokeEntry(parts, idIn(call), personIn(call))),
  };
}

async function list({ whitelist, clock, report }: CheckParts, { event }: Call) {
  const page = await listEntries(whitelist, parseListQuery(event.queryStringParameters ?? {}));
  for (const error of page.corrupt) report('an item is corrupt', { error });
  const now = clock.now();
  const next = page.next === undefined ? {} : { next: page.next };
  return { status: 200, body: { entries: page.entries.map((entry) => viewOf(entry, now)), ...next } } as const;
}

async function show(parts: CheckParts, call: Call) {
  const id = idIn(call);
  const entry = await parts.whitelist.get(id);
  if (entry === undefined) throw new NotFoundError(`whitelist entry ${id}`);
  return done(parts, entry);
}

async function propose(parts: CheckParts, call: Call) {
  const { kind, entry } = await proposeEntry(parts, call.policy, personIn(call), jsonBody(call.event));
  return { status: kind === 'created' ? 202 : 200, body: viewOf(entry, parts.clock.now()) } as const;
}

function done({ clock }: CheckParts, entry: WhitelistEntry) {
  return { status: 200, body: viewOf(entry, clock.now()) } as const;
}

function idIn({ event }: Call): string {
  return validate('id', nameSchema, pathParameter(event, 'id'));
}

function personIn({ identity }: Call): string {
  return personNamed(identity.user);
}
