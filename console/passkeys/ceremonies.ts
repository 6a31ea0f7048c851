import type { SignedWord } from '../../functions/shared/passkeys/signed-word.ts';
import { fromBase64url, toBase64url } from '../api/base64url.ts';
import type { BodyOfResponse, RequestOf } from '../api/routes.ts';
import { DeviceError } from './device-error.ts';

type Options = BodyOfResponse<'POST /passkeys/enrolments'>['options'];
type Registration = RequestOf<'POST /passkeys'>['body']['registration'];
export type Assertion = Omit<SignedWord, 'nonce' | 'expiresAt'>;

/** What a device is asked to sign, and which devices may. */
export interface Challenge {
  readonly rpId: string;
  readonly challenge: ArrayBuffer;
  readonly credentialIds: readonly string[];
}

/** Has the browser make a key on a device that the person chooses. Throws DeviceError. */
export async function register(options: Options): Promise<Registration> {
  const { rp, user, challenge, timeout, attestation, authenticatorSelection } = options;
  const publicKey: PublicKeyCredentialCreationOptions = {
    ...{ rp, timeout, attestation, authenticatorSelection },
    pubKeyCredParams: [...options.pubKeyCredParams],
    user: { ...user, id: fromBase64url(user.id) },
    challenge: fromBase64url(challenge),
    excludeCredentials: options.excludeCredentials.map(({ id }) => credential(id)),
  };
  const { id, response } = await answerOf(() => navigator.credentials.create({ publicKey }));
  if (!(response instanceof AuthenticatorAttestationResponse)) throw new DeviceError('no-answer');
  return {
    id,
    rawId: id,
    type: 'public-key',
    response: {
      clientDataJSON: toBase64url(response.clientDataJSON),
      attestationObject: toBase64url(response.attestationObject),
    },
    clientExtensionResults: {},
  };
}

/** So long somebody may look for their device: the challenge is good for a minute more. */
const timeout = 240_000;

/** Has one of these devices sign. Throws DeviceError. */
export async function assertWith({ rpId, challenge, credentialIds }: Challenge): Promise<Assertion> {
  const allowCredentials = credentialIds.map(credential);
  const publicKey: PublicKeyCredentialRequestOptions = {
    ...{ rpId, challenge, allowCredentials, timeout },
    userVerification: 'required',
  };
  const { id, response } = await answerOf(() => navigator.credentials.get({ publicKey }));
  if (!(response instanceof AuthenticatorAssertionResponse)) throw new DeviceError('no-answer');
  return {
    credentialId: id,
    clientDataJSON: toBase64url(response.clientDataJSON),
    authenticatorData: toBase64url(response.authenticatorData),
    signature: toBase64url(response.signature),
  };
}

const credential = (id: string) => ({ type: 'public-key', id: fromBase64url(id) }) as const;

/** What browsers call what went wrong. */
const failures: Readonly<Record<string, 'enrolled' | 'elsewhere'>> = {
  InvalidStateError: 'enrolled',
  SecurityError: 'elsewhere',
};

async function answerOf(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (!('PublicKeyCredential' in globalThis)) throw new DeviceError('unsupported');
  const answer = await ask().catch((cause: unknown) => {
    const because = cause instanceof DOMException ? failures[cause.name] : undefined;
    throw new DeviceError(because ?? 'no-answer', { cause });
  });
  if (!(answer instanceof PublicKeyCredential)) throw new DeviceError('no-answer');
  return answer;
}
