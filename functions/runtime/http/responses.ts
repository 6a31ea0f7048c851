import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { InvalidInputError, isTreasuryError, type TreasuryError } from '../../base/errors.ts';

export function json(statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

/** HTTP statuses of the published codes. A code that is not here is our fault or the exchange's: 500 or 502. */
export const statuses: Readonly<Record<string, number>> = {
  'invalid-input': 400,
  'token-not-accepted': 401,
  forbidden: 403,
  'own-instruction': 403,
  'own-destination': 403,
  'not-your-instruction': 403,
  'own-entry': 403,
  'not-found': 404,
  'instruction-conflict': 409,
  'version-conflict': 409,
  'digest-mismatch': 409,
  'not-in-doubt': 409,
  'already-approved': 409,
  'not-awaiting-approval': 409,
  'approval-expired': 409,
  'not-cancelable': 409,
  'too-many-proposals': 409,
  'too-many-pauses': 409,
  'whitelist-conflict': 409,
  'whitelist-state': 409,
  'whitelist-full': 409,
  'too-many-entries': 409,
  'account-known': 409,
  'look-alike': 409,
  'proof-refused': 409,
  'deposit-address-changed': 409,
  'deposit-address-not-offered': 409,
  'deposits-not-possible': 409,
  'deposit-address-invalid': 502,
  'exchange-refused': 502,
  'exchange-answer-malformed': 502,
  'exchange-unavailable': 503,
  'exchange-maintenance': 503,
  'rate-limited': 503,
  'ip-banned': 503,
  'store-unavailable': 503,
  'bus-unavailable': 503,
  'queue-unavailable': 503,
  'secret-unavailable': 503,
  'policy-missing': 503,
};

/** The answer for an error: code, message, and for bad input each field with its reason. */
export function errorResponse(error: unknown): APIGatewayProxyStructuredResultV2 {
  if (!isTreasuryError(error)) return problem(500, 'internal-error', 'Something failed here; it is in the log', []);
  const message = error.code.startsWith('secret-')
    ? 'The key for this cannot be used; the log says why'
    : error.message;
  return problem(statuses[error.code] ?? 500, error.code, message, detailsOf(error));
}

/** Inputs whose flaws the caller may see. Those of a secret are for the log. */
const toldCodes: ReadonlySet<string> = new Set(['invalid-input', 'look-alike']);

function detailsOf(error: TreasuryError): readonly unknown[] {
  return error instanceof InvalidInputError && toldCodes.has(error.code) ? error.flaws : [];
}

function problem(status: number, code: string, message: string, details: readonly unknown[]) {
  return json(status, { error: { code, message, details } });
}
