import { acceptANearMatch } from './accept-a-near-match.ts';
import { dropThePauseCheck } from './drop-the-pause-check.ts';
import { freeTheReservationOnUnknown } from './free-the-reservation-on-unknown.ts';
import { ignoreAVersionConflict } from './ignore-a-version-conflict.ts';
import { loosenAtOnce } from './loosen-at-once.ts';
import type { Mutant } from './mutant.ts';
import { newClientOrderIdOnResend } from './new-client-order-id-on-resend.ts';
import { reconcileFromAnIncompletePage } from './reconcile-from-an-incomplete-page.ts';
import { retryAPost } from './retry-a-post.ts';
import { sendBeforeWrite } from './send-before-write.ts';
import { skipTheQuietPeriod } from './skip-the-quiet-period.ts';
import { treat502AsFailed } from './treat-502-as-failed.ts';

/** The deliberate bugs that the simulation has to catch. */
export const mutants: readonly Mutant[] = [
  sendBeforeWrite,
  retryAPost,
  treat502AsFailed,
  freeTheReservationOnUnknown,
  acceptANearMatch,
  skipTheQuietPeriod,
  reconcileFromAnIncompletePage,
  ignoreAVersionConflict,
  dropThePauseCheck,
  newClientOrderIdOnResend,
  loosenAtOnce,
];
