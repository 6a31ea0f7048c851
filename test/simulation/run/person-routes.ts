import type { FunctionName } from '../fakes/functions.ts';

/** The routes that people call here, as the HTTP API has them. */
export const personRoutes = {
  request: { name: 'withdrawal-request', method: 'POST', path: '/withdrawals' },
  approval: { name: 'approval', method: 'POST', path: '/instructions/{id}/approvals' },
  cancel: { name: 'approval', method: 'POST', path: '/instructions/{id}/cancel' },
  resolution: { name: 'approval', method: 'POST', path: '/instructions/{id}/resolution' },
  pause: { name: 'pause', method: 'PUT', path: '/pause' },
  resume: { name: 'pause', method: 'DELETE', path: '/pause' },
  proposal: { name: 'whitelist', method: 'POST', path: '/whitelist' },
  proof: { name: 'whitelist', method: 'POST', path: '/whitelist/{id}/proofs' },
  confirmation: { name: 'whitelist', method: 'POST', path: '/whitelist/{id}/confirmations' },
  challenge: { name: 'passkeys', method: 'POST', path: '/passkeys/challenges' },
  enrolment: { name: 'passkeys', method: 'POST', path: '/passkeys/enrolments' },
  device: { name: 'passkeys', method: 'POST', path: '/passkeys' },
  'device-confirmation': { name: 'passkeys', method: 'POST', path: '/passkeys/{credentialId}/confirmations' },
  'device-revocation': { name: 'passkeys', method: 'DELETE', path: '/passkeys/{credentialId}' },
  revocation: { name: 'whitelist', method: 'DELETE', path: '/whitelist/{id}' },
} as const satisfies Readonly<
  Record<string, { readonly name: FunctionName; readonly method: string; readonly path: string }>
>;

export type PersonRoute = keyof typeof personRoutes;
