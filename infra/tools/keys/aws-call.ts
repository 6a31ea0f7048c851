import { KeysNotReachedError } from './errors.ts';

/** What may be told of a failed call. A message about a value that was sent could quote it. */
export type ErrorDetail = 'with-message' | 'name-only';

const explanations: Readonly<Record<string, string>> = {
  ResourceNotFoundException: 'there is no such thing; is the stage deployed in this account and region?',
  RegionIsMissing: 'no AWS region; set AWS_REGION, or AWS_PROFILE to a profile that has one',
  CredentialsProviderError: 'no AWS credentials; sign in, or set AWS_PROFILE',
  TokenProviderError: 'the AWS sign-in has ended; sign in again',
  ExpiredTokenException: 'the AWS credentials have expired; sign in again',
  UnrecognizedClientException: 'AWS does not know these credentials',
};

/**
 * One call of AWS. Throws a KeysNotReachedError that says what was called and why it failed, and holds no cause: a
 * cause may hold the request.
 */
export async function awsCall<Answer>(
  what: string,
  call: () => Promise<Answer>,
  errorDetail: ErrorDetail = 'with-message',
): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    const name = isRegionMissing(error) ? 'RegionIsMissing' : nameOf(error);
    const message = error instanceof Error && errorDetail === 'with-message' ? `: ${error.message}` : '';
    throw new KeysNotReachedError(`${what} failed: ${explanations[name] ?? `${name}${message}`}`);
  }
}

/** An error of a service, by its name. Node's own errors of a connection have a code instead. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'not-an-error';
  return 'code' in error && typeof error.code === 'string' && error.name === 'Error' ? error.code : error.name;
}

/** The SDK has no name for it. */
function isRegionMissing(error: unknown): boolean {
  return error instanceof Error && error.message === 'Region is missing';
}
