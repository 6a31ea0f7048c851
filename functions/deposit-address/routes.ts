import { anyRole } from '../shared/runtime/http/identity.ts';
import { exchangeErrors, type RouteTable, wordErrors } from '../shared/runtime/http/route.ts';
import { confirmationSchema } from './accept-change.ts';
import { depositQueryFields } from './deposit-address.ts';
import { acceptanceSchema, depositInstructionsSchema, knownAddressesSchema } from './view-schema.ts';

export const depositAddressRoutes = {
  'GET /deposit-addresses': {
    summary: 'List the addresses that payers were told, and what waits for a second person.',
    allowed: anyRole,
    what: 'see deposit addresses',
    answers: {
      200: {
        means: 'As they are known here. None was checked now: who hands one out asks for that one.',
        schema: knownAddressesSchema,
      },
    },
    errors: [],
  },
  'GET /deposit-addresses/{coin}/{chain}': {
    summary: 'Get the address that a payer must use.',
    allowed: anyRole,
    what: 'see deposit addresses',
    path: depositQueryFields,
    answers: { 200: { means: 'Checked, and the same as before.', schema: depositInstructionsSchema } },
    errors: [
      'invalid-input',
      'deposit-address-changed',
      'deposits-not-possible',
      'deposit-address-invalid',
      'bus-unavailable',
      ...exchangeErrors,
    ],
  },
  'POST /deposit-addresses/{coin}/{chain}/confirmations': {
    summary: 'Say that a changed deposit address is right. It takes two people.',
    allowed: ['whitelister', 'approver'],
    what: 'confirm a deposit address',
    path: depositQueryFields,
    body: confirmationSchema,
    answers: {
      200: { means: 'Payers are told this address.', schema: acceptanceSchema },
      202: { means: 'Your acceptance is kept until a second person says the same.', schema: acceptanceSchema },
    },
    errors: [
      'invalid-input',
      'not-found',
      'deposit-address-not-offered',
      'deposit-address-invalid',
      'bus-unavailable',
      ...exchangeErrors,
      ...wordErrors,
    ],
  },
} as const satisfies RouteTable;

export { acceptanceSchema, depositInstructionsSchema, knownAddressesSchema } from './view-schema.ts';
