import { createHash } from 'node:crypto';
import type { Statement } from '../../../../functions/shared/passkeys/statement.ts';
import type { Deviations } from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import { place } from '../../fakes/device-keys.ts';
import type { SigningKind } from '../../plan/device-plan.ts';

/** What a device is asked to sign, where, and how it does. */
interface WayToSign {
  readonly statement: Statement;
  readonly party: { readonly origin: string; readonly rpId: string };
  readonly deviations: Deviations;
}

/** Those by which nobody means what the signature is then taken for. */
const improper: ReadonlySet<SigningKind> = new Set<SigningKind>([
  'unverified',
  'elsewhere',
  'other-stage',
  'other-subject',
  'other-decision',
]);

export function isProper(how: SigningKind): boolean {
  return !improper.has(how);
}

/** How it differs from what a person signs who read what stands there. */
export function statementOf(how: SigningKind, honest: Statement): WayToSign {
  const usual = { statement: honest, party: place, deviations: {} };
  switch (how) {
    case 'unverified':
      return { ...usual, deviations: { isUserVerified: false } };
    case 'elsewhere':
      return { ...usual, party: { ...place, origin: 'https://treasury.example.net' } };
    case 'other-stage':
      return { ...usual, statement: { ...honest, stage: 'sandbox' } };
    case 'other-subject':
      return { ...usual, statement: { ...honest, subject: { ...honest.subject, digest: '0'.repeat(64) } } };
    case 'other-decision':
      return { ...usual, statement: { ...honest, purpose: 'payment', decision: 'decline' } };
    default:
      return usual;
  }
}

/** One that `passkeys` gave to nobody. */
export function inventedNonce(text: string): string {
  return createHash('sha256').update(`invented ${text}`).digest('base64url');
}
