import type { Role } from '../../../functions/shared/ledger/policy/policy.ts';
import type { FunctionName } from '../../../infra/functions/function-records.ts';

/** One route of the API: whose it is, who may call it, and a call that shows it. */
export interface RouteRights {
  /** As the API has it, such as `PUT /pause`. */
  readonly key: string;
  readonly handler: FunctionName;
  readonly allowed: readonly Role[];
  /** A path of this route about something that is not there, so that the call changes nothing. */
  readonly path: string;
  readonly body?: unknown;
  /** What somebody who may call it is told then. */
  readonly status: 200 | 400 | 404;
}

const all: readonly Role[] = ['requester', 'approver', 'whitelister', 'operator', 'auditor'];

type Rest = readonly [
  handler: FunctionName,
  allowed: readonly Role[],
  path: string,
  status: RouteRights['status'],
  body?: unknown,
];

/** Every route of the stack. A new one gets one line here; the checks of the stack know if it has none. */
const rows: Readonly<Record<string, Rest>> = {
  'GET /deposit-addresses': ['deposit-address', all, '/deposit-addresses', 200],
  'GET /deposit-addresses/{coin}/{chain}': ['deposit-address', all, '/deposit-addresses/NONE/ETH', 400],
  'POST /deposit-addresses/{coin}/{chain}/confirmations': [
    'deposit-address',
    ['whitelister', 'approver'],
    '/deposit-addresses/NONE/ETH/confirmations',
    400,
    {},
  ],
  'POST /withdrawals': ['withdrawal-request', ['requester'], '/withdrawals', 400, {}],
  'POST /withdrawals/preview': ['withdrawal-request', ['requester'], '/withdrawals/preview', 400, {}],
  'GET /instructions': ['instructions', all, '/instructions', 200],
  'GET /instructions/{id}': ['instructions', all, '/instructions/none', 404],
  'GET /balances': ['reports', all, '/balances', 200],
  'GET /limits': ['reports', all, '/limits', 200],
  'GET /health': ['reports', all, '/health', 200],
  'GET /forecast': ['reports', all, '/forecast?days=1', 200],
  'GET /statements': ['reports', all, '/statements?account=custody&to=2020-01-01', 200],
  'GET /statements/months/{month}': ['reports', all, '/statements/months/2020-01', 200],
  'POST /statements/months/{month}/sign-offs': [
    'reports',
    ['approver'],
    '/statements/months/2020-01/sign-offs',
    400,
    {},
  ],
  'POST /statements/{id}/notes': [
    'reports',
    ['requester', 'approver'],
    '/statements/custody.2020-01-01/notes',
    400,
    {},
  ],
  'GET /policy': ['instructions', all, '/policy', 200],
  'GET /policy/history': ['instructions', all, '/policy/history', 200],
  'GET /approvals': ['instructions', ['auditor'], '/approvals', 200],
  'GET /instructions/{id}/approvals': ['approval', all, '/instructions/none/approvals', 404],
  'POST /instructions/{id}/approvals': ['approval', ['approver'], '/instructions/none/approvals', 400, {}],
  'POST /instructions/{id}/cancel': ['approval', ['requester'], '/instructions/none/cancel', 404, {}],
  'POST /instructions/{id}/resolution': [
    'approval',
    ['approver', 'operator'],
    '/instructions/none/resolution',
    400,
    {},
  ],
  'GET /whitelist': ['whitelist', all, '/whitelist', 200],
  'POST /whitelist': ['whitelist', ['whitelister'], '/whitelist', 400, {}],
  'GET /whitelist/{id}': ['whitelist', all, '/whitelist/none', 404],
  'DELETE /whitelist/{id}': ['whitelist', ['whitelister', 'operator'], '/whitelist/none', 404],
  'POST /whitelist/{id}/proofs': ['whitelist', ['whitelister'], '/whitelist/none/proofs', 400, {}],
  'POST /whitelist/{id}/confirmations': ['whitelist', ['whitelister'], '/whitelist/none/confirmations', 400, {}],
  'GET /passkeys': ['passkeys', all, '/passkeys', 200],
  'POST /passkeys': ['passkeys', all, '/passkeys', 400, {}],
  'POST /passkeys/challenges': ['passkeys', all, '/passkeys/challenges', 400, {}],
  'POST /passkeys/enrolments': ['passkeys', all, '/passkeys/enrolments', 400, {}],
  'POST /passkeys/{credentialId}/confirmations': [
    'passkeys',
    all,
    '/passkeys/AAAAAAAAAAAAAAAAAAAAAA/confirmations',
    400,
    {},
  ],
  'POST /passkeys/restore/acceptances': ['passkeys', all, '/passkeys/restore/acceptances', 400, {}],
  // Of an own device by anybody, and of one that is not there by those who may revoke others.
  'DELETE /passkeys/{credentialId}': ['passkeys', all, '/passkeys/AAAAAAAAAAAAAAAAAAAAAA', 404],
  'GET /pause': ['pause', all, '/pause', 200],
  'PUT /pause': ['pause', ['operator', 'approver'], '/pause', 400, {}],
  'DELETE /policy/pending': ['policy', ['operator', 'approver'], '/policy/pending', 200],
  'DELETE /pause': ['pause', ['operator', 'approver'], '/pause', 200],
};

export const routeRights: readonly RouteRights[] = Object.entries(rows).map(
  ([key, [handler, allowed, path, status, body]]) => ({
    key,
    handler,
    allowed,
    path,
    status,
    ...(body === undefined ? {} : { body }),
  }),
);
