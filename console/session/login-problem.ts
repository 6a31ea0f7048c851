import * as oauth from 'oauth4webapi';

/** Why nobody was logged in. Each has words that say what to do. */
export type LoginProblem =
  /** This device has no network. */
  | { readonly kind: 'offline' }
  /** The identity provider does not answer, or answers that it cannot. */
  | { readonly kind: 'provider-away' }
  | { readonly kind: 'cancelled' }
  /** The provider said no, in its own words. */
  | { readonly kind: 'refused'; readonly code: string; readonly description: string }
  /** An answer came that belongs to no login of this tab, or that was used before, or too late. */
  | { readonly kind: 'over' }
  /** An answer that is not meant for the login that was begun here. */
  | { readonly kind: 'foreign' }
  /** This device's clock and the provider's differ too much. */
  | { readonly kind: 'clock' }
  /** The token does not say who somebody is. */
  | { readonly kind: 'no-person'; readonly claim: string }
  /** A fault of ours. */
  | { readonly kind: 'unexpected' }
  /** Provider and console do not fit together. `detail` is for who set them up. */
  | { readonly kind: 'misconfigured'; readonly detail: string };

export class LoginError extends Error {
  override readonly name = 'LoginError';
  readonly problem: LoginProblem;

  constructor(problem: LoginProblem, options?: ErrorOptions) {
    super(`nobody was logged in: ${problem.kind}`, options);
    this.problem = problem;
  }
}

/** What a failure of a step of the protocol means. */
export function problemOf(error: unknown): LoginProblem {
  if (error instanceof LoginError) return error.problem;
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError)
    return refusal(error.error, error.error_description);
  if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError)
    return protocolProblem(error.code ?? '', error.message);
  return { kind: 'unexpected' };
}

function refusal(code: string, description = ''): LoginProblem {
  if (code === 'access_denied') return { kind: 'cancelled' };
  if (code === 'server_error' || code === 'temporarily_unavailable') return { kind: 'provider-away' };
  if (code === 'invalid_grant') return { kind: 'over' };
  return { kind: 'refused', code, description };
}

function protocolProblem(code: string, detail: string): LoginProblem {
  if (code === oauth.JWT_TIMESTAMP_CHECK) return { kind: 'clock' };
  if (code === oauth.JWT_CLAIM_COMPARISON || code === oauth.INVALID_RESPONSE) return { kind: 'foreign' };
  if (code === oauth.RESPONSE_IS_NOT_CONFORM || code === oauth.RESPONSE_IS_NOT_JSON) return { kind: 'provider-away' };
  return { kind: 'misconfigured', detail };
}
