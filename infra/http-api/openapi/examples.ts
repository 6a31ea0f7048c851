import type { RouteKey } from '../../../functions/shared/runtime/http/route.ts';
import { exampleApprovalSummary, exampleEntry, exampleInstruction, examplePreview } from './example-lifecycle.ts';

import { exampleWord } from './example-word.ts';

const exampleRequest = {
  instructionId: exampleInstruction.id,
  destination: exampleEntry.id,
  coin: 'USDT',
  chain: 'ETH',
  quantity: '1250.50',
  note: 'invoice 42',
};

const credentialId = textOf('the id of a key of a device');
const challenge = textOf('32 bytes of chance of the server');

const clientDataOf = (type: string) =>
  textOf(JSON.stringify({ type, challenge, origin: 'https://treasury.example.com', crossOrigin: false }));

/** Of the form of what a browser gives back. No device made it. */
const exampleRegistration = {
  id: credentialId,
  rawId: credentialId,
  type: 'public-key',
  response: {
    clientDataJSON: clientDataOf('webauthn.create'),
    attestationObject: textOf('what the device says of its key, as CBOR'),
  },
  clientExtensionResults: {},
};

function textOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

/** A body that each route takes. */
export const exampleBodies: Readonly<Partial<Record<RouteKey, unknown>>> = {
  'POST /deposit-addresses/{coin}/{chain}/confirmations': { address: '0xde709f2102306220921060314715629080e2fb77' },
  'POST /withdrawals': exampleRequest,
  'POST /withdrawals/preview': exampleRequest,
  'POST /instructions/{id}/approvals': {
    decision: 'approve',
    digest: exampleApprovalSummary.digest,
    reason: 'matches invoice 42',
  },
  'POST /instructions/{id}/resolution': {
    decision: 'settled',
    evidence: 'The exchange wrote on 20 November that W1 was paid.',
    digest: exampleInstruction.digest,
  },
  'POST /whitelist': {
    id: exampleEntry.id,
    coin: 'USDT',
    chain: 'ETH',
    address: '0x52908400098527886E0F7030069857D2E4169EE7',
  },
  'POST /whitelist/{id}/proofs': { kind: 'micro-payment', quantity: '1' },
  'POST /whitelist/{id}/confirmations': { digest: exampleEntry.digest },
  'POST /statements/months/{month}/sign-offs': { digest: exampleInstruction.digest },
  'POST /statements/{id}/notes': { row: '104', text: 'the refund of a supplier, letter of 19 November' },
  'DELETE /pause': { word: exampleWord },
  'PUT /pause': { scope: 'coin:USDT', reason: 'odd withdrawals since noon' },
  'POST /passkeys/challenges': {
    purpose: 'payment',
    decision: 'approve',
    subject: { id: exampleInstruction.id, digest: exampleInstruction.digest },
  },
  'POST /passkeys/enrolments': { name: 'Security key, blue' },
  'POST /passkeys': { registration: exampleRegistration },
  'POST /passkeys/{credentialId}/confirmations': { digest: exampleEntry.digest, word: exampleWord },
  'POST /passkeys/restore/acceptances': { digest: exampleEntry.digest, word: exampleWord },
};

const paused = {
  scope: 'coin:USDT',
  reason: 'odd withdrawals since noon',
  by: 'olga@example.com',
  at: '2026-11-20T10:00:00.000Z',
};

/** By the name of their schema. */
export const exampleResponses: Readonly<Record<string, unknown>> = {
  Instruction: exampleInstruction,
  ApprovalSheet: exampleApprovalSummary,
  Preview: examplePreview,
  WhitelistEntry: exampleEntry,
  Switch: {
    paused: true,
    pauses: [
      {
        ...paused,
        digest: '0bd935aca26f8b2687f4af966371777c009e4ae069dea04a62f9232423d704e1',
        inForceAt: '2026-11-20T10:00:05.000Z',
      },
    ],
    changes: [{ number: 1, what: 'paused', ...paused }],
  },
  DepositInstructions: {
    coin: 'USDT',
    chain: 'ETH',
    address: '0xde709f2102306220921060314715629080e2fb77',
    minQuantity: '1',
    firstSeen: '2026-11-20T10:00:00.000Z',
  },
  Error: {
    error: {
      code: 'invalid-input',
      message: 'withdrawal cannot be taken. quantity: is a number, not text; expected a decimal text such as "1250.50"',
      details: [{ field: 'quantity', reason: 'is a number, not text', expected: 'a decimal text such as "1250.50"' }],
    },
  },
};
