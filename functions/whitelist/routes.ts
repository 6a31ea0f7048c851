import { nameSchema } from '../base/schemas.ts';
import { validate } from '../base/validate.ts';
import { NotFoundError } from '../ledger/errors.ts';
import type { Policy, Role } from '../ledger/policy/policy.ts';
import type { WhitelistEntry } from '../ledger/whitelist/entry.ts';
import { anyRole } from '../runtime/http/identity.ts';
import { type HttpEvent, jsonBody, pathParameter } from '../runtime/http/request.ts';
import { json } from '../runtime/http/responses.ts';
import type { CheckParts } from './check-exchange.ts';
import { confirmEntry, revokeEntry } from './decide.ts';
import { listEntries } from './list.ts';
import { proposeEntry } from './propose.ts';
import { proveEntry } from './prove.ts';
import { parseConfirmation, parseListQuery, parseProof } from './requests.ts';
import { viewOf } from './view.ts';

/** One call, by a person whose groups allow it. */
interface Call {
  readonly event: HttpEvent;
  readonly policy: Policy;
  readonly person: string;
}

interface Route {
  readonly allowed: readonly Role[];
  /** For the refusal: your groups do not allow you to ... */
  readonly what: string;
  readonly act: (parts: CheckParts, call: Call) => Promise<ReturnType<typeof json>>;
}

/** What each route of `/whitelist` takes, and what it does. */
export const routes: Readonly<Record<string, Route>> = {
  'GET /whitelist': { allowed: anyRole, what: 'see the whitelist', act: list },
  'GET /whitelist/{id}': { allowed: anyRole, what: 'see the whitelist', act: show },
  'POST /whitelist': { allowed: ['whitelister'], what: 'propose a destination', act: propose },
  'POST /whitelist/{id}/proofs': { allowed: ['whitelister'], what: 'prove who owns a destination', act: prove },
  'POST /whitelist/{id}/confirmations': { allowed: ['whitelister'], what: 'confirm a destination', act: confirm },
  'DELETE /whitelist/{id}': { allowed: ['whitelister', 'operator'], what: 'revoke a destination', act: revoke },
};

async function list({ whitelist, clock, report }: CheckParts, { event }: Call) {
  const page = await listEntries(whitelist, parseListQuery(event.queryStringParameters ?? {}));
  for (const error of page.corrupt) report('an item is corrupt', { error });
  const now = clock.now();
  const next = page.next === undefined ? {} : { next: page.next };
  return json(200, { entries: page.entries.map((entry) => viewOf(entry, now)), ...next });
}

async function show(parts: CheckParts, { event }: Call) {
  const id = idIn(event);
  const entry = await parts.whitelist.get(id);
  if (entry === undefined) throw new NotFoundError(`whitelist entry ${id}`);
  return answer(parts, 200, entry);
}

async function propose(parts: CheckParts, { event, policy, person }: Call) {
  const { kind, entry } = await proposeEntry(parts, policy, person, jsonBody(event));
  return answer(parts, kind === 'created' ? 202 : 200, entry);
}

async function prove(parts: CheckParts, { event, person }: Call) {
  return answer(parts, 200, await proveEntry(parts, idIn(event), person, parseProof(jsonBody(event))));
}

async function confirm(parts: CheckParts, { event, policy, person }: Call) {
  const digest = parseConfirmation(jsonBody(event));
  return answer(parts, 200, await confirmEntry(parts, policy, idIn(event), person, digest));
}

async function revoke(parts: CheckParts, { event, person }: Call) {
  return answer(parts, 200, await revokeEntry(parts, idIn(event), person));
}

function idIn(event: HttpEvent): string {
  return validate('id', nameSchema, pathParameter(event, 'id'));
}

function answer({ clock }: CheckParts, status: 200 | 202, entry: WhitelistEntry) {
  return json(status, viewOf(entry, clock.now()));
}
