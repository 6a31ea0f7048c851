import { nameSchema } from '../shared/core/schemas.ts';
import { proposalSchema } from '../shared/ledger/whitelist/proposal.ts';
import { anyRole } from '../shared/runtime/http/identity.ts';
import { exchangeErrors, type RouteTable } from '../shared/runtime/http/route.ts';
import { confirmationRequestSchema, listQuerySchema, proofRequestSchema } from './requests.ts';
import { entryPageSchema, entryViewSchema } from './view-schema.ts';

const path = { id: nameSchema };
const answer = (means: string) => ({ means, schema: entryViewSchema });

export const whitelistRoutes = {
  'GET /whitelist': {
    summary: 'List the destinations that money may leave to, or may come to.',
    allowed: anyRole,
    what: 'see the whitelist',
    query: listQuerySchema,
    answers: { 200: { means: 'One page, in the order in which they were proposed.', schema: entryPageSchema } },
    errors: ['invalid-input'],
  },
  'GET /whitelist/{id}': {
    summary: 'See a destination with its whole life.',
    allowed: anyRole,
    what: 'see the whitelist',
    path,
    answers: { 200: answer('The entry.') },
    errors: ['invalid-input', 'not-found'],
  },
  'POST /whitelist': {
    summary: 'Propose a destination. The same proposal again is the same entry.',
    allowed: ['whitelister'],
    what: 'propose a destination',
    body: proposalSchema,
    answers: { 200: answer('It was proposed before. This is how it stands.'), 202: answer('It is proposed.') },
    errors: [
      'invalid-input',
      'whitelist-conflict',
      'account-known',
      'look-alike',
      'whitelist-full',
      'too-many-entries',
      'bus-unavailable',
    ],
  },
  'POST /whitelist/{id}/proofs': {
    summary: 'Begin or make a proof of who owns a destination.',
    allowed: ['whitelister'],
    what: 'prove who owns a destination',
    path,
    body: proofRequestSchema,
    answers: { 200: answer('The proof is kept. For a micro-payment it says what to pay to where.') },
    errors: [
      'invalid-input',
      'not-found',
      'whitelist-state',
      'whitelist-full',
      'proof-refused',
      'two-factor-step-taken',
      'bus-unavailable',
      ...exchangeErrors,
    ],
  },
  'POST /whitelist/{id}/confirmations': {
    summary: 'Confirm a destination that somebody else proposed: send its digest back.',
    allowed: ['whitelister'],
    what: 'confirm a destination',
    path,
    body: confirmationRequestSchema,
    answers: { 200: answer('It is confirmed.') },
    errors: [
      'invalid-input',
      'own-entry',
      'identity-changed',
      'not-found',
      'digest-mismatch',
      'whitelist-state',
      'whitelist-full',
      'bus-unavailable',
    ],
  },
  'DELETE /whitelist/{id}': {
    summary: 'Revoke a destination, at once and for good.',
    onlyStops: true,
    allowed: ['whitelister', 'operator'],
    what: 'revoke a destination',
    path,
    answers: { 200: answer('It is revoked.') },
    errors: ['invalid-input', 'not-found', 'bus-unavailable'],
  },
} as const satisfies RouteTable;

export { type EntryView, entryView } from './view.ts';
export { entryPageSchema, entryViewSchema } from './view-schema.ts';
