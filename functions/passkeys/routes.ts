import { credentialIdSchema } from '../shared/passkeys/schemas.ts';
import { anyRole } from '../shared/runtime/http/identity.ts';
import { type RouteTable, wordErrors } from '../shared/runtime/http/route.ts';
import {
  challengeRequestSchema,
  confirmationRequestSchema,
  enrolmentRequestSchema,
  finishRequestSchema,
  restoreRequestSchema,
} from './requests.ts';
import {
  challengeViewSchema,
  deviceListSchema,
  deviceViewSchema,
  enrolmentViewSchema,
  restoreViewSchema,
} from './view-schema.ts';

const path = { credentialId: credentialIdSchema };
const device = (means: string) => ({ means, schema: deviceViewSchema });

export const passkeyRoutes = {
  'GET /passkeys': {
    summary: 'List the devices that people sign with.',
    allowed: anyRole,
    what: 'see the devices',
    answers: { 200: { means: 'All of them, in the order of their enrolment.', schema: deviceListSchema } },
    errors: ['passkeys-unavailable'],
  },
  'POST /passkeys/challenges': {
    summary: 'Get what a device of yours is to sign for a decision.',
    allowed: anyRole,
    what: 'sign a decision',
    body: challengeRequestSchema,
    answers: { 200: { means: 'It can be signed for five minutes, once.', schema: challengeViewSchema } },
    errors: ['invalid-input', 'passkeys-unavailable'],
  },
  'POST /passkeys/enrolments': {
    summary: 'Begin to enroll a device of your own.',
    allowed: anyRole,
    what: 'enroll a device',
    body: enrolmentRequestSchema,
    answers: { 200: { means: 'What the browser asks the device.', schema: enrolmentViewSchema } },
    errors: ['invalid-input', 'passkeys-unavailable'],
  },
  'POST /passkeys': {
    summary: 'Finish to enroll a device: send what the browser gave back.',
    allowed: anyRole,
    what: 'enroll a device',
    body: finishRequestSchema,
    answers: { 200: device('It is proposed. Another person confirms it.') },
    errors: [
      'invalid-input',
      'enrolment-refused',
      'authenticator-not-allowed',
      'passkey-conflict',
      'too-many-passkeys',
      'passkeys-unavailable',
      'bus-unavailable',
    ],
  },
  'POST /passkeys/{credentialId}/confirmations': {
    summary: "Confirm another person's device, with a signature of yours over its digest.",
    allowed: anyRole,
    what: 'confirm a device',
    path,
    body: confirmationRequestSchema,
    answers: { 200: device('It is confirmed, and counts from actsFrom on.') },
    errors: [
      'invalid-input',
      'not-found',
      'own-passkey',
      'identity-changed',
      'digest-mismatch',
      'passkey-state',
      'bus-unavailable',
      ...wordErrors,
    ],
  },
  'POST /passkeys/restore/acceptances': {
    summary: 'Accept the devices of a restored table, with a signature of yours over their digest.',
    allowed: anyRole,
    what: 'accept a restored table of devices',
    body: restoreRequestSchema,
    answers: {
      200: { means: 'Two people accepted it. Its devices count.', schema: restoreViewSchema },
      202: { means: 'A second person has to accept it too.', schema: restoreViewSchema },
    },
    errors: ['invalid-input', 'not-found', 'digest-mismatch', 'bus-unavailable', ...wordErrors],
  },
  'DELETE /passkeys/{credentialId}': {
    summary: 'Revoke a device, at once and for good.',
    onlyStops: true,
    allowed: anyRole,
    what: 'revoke a device',
    path,
    answers: { 200: device('It is revoked.') },
    errors: [
      'invalid-input',
      'not-your-passkey',
      'not-found',
      'registry-inconsistent',
      'passkeys-unavailable',
      'bus-unavailable',
    ],
  },
} as const satisfies RouteTable;

export { challengeViewSchema, deviceListSchema, deviceViewSchema, enrolmentViewSchema } from './view-schema.ts';
