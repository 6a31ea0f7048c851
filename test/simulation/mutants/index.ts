import { acceptANearMatch } from './accept-a-near-match.ts';
import { actOnALateDeployment } from './act-on-a-late-deployment.ts';
import { actOnARepeatedDeployment } from './act-on-a-repeated-deployment.ts';
import { ageFromTheBegunSecond } from './age-from-the-begun-second.ts';
import { approveAcrossEpochs } from './approve-across-epochs.ts';
import { askForLessThanTheStage } from './ask-for-less-than-the-stage.ts';
import { beginTheCoolOffEarly } from './begin-the-cool-off-early.ts';
import { believeAnEmptyList } from './believe-an-empty-list.ts';
import { believeOneOfTwoEnds } from './believe-one-of-two-ends.ts';
import { believeTheItemOfADevice } from './believe-the-item-of-a-device.ts';
import { believeTheState } from './believe-the-state.ts';
import { believeWhatSaysItIsSigned } from './believe-what-says-it-is-signed.ts';
import { cancelForAnybody } from './cancel-for-anybody.ts';
import { confirmAcrossEpochs } from './confirm-across-epochs.ts';
import { confirmAnyDigest } from './confirm-any-digest.ts';
import { countALostRole } from './count-a-lost-role.ts';
import { countKnownRowsAsMissed } from './count-known-rows-as-missed.ts';
import { countWhatNobodySigned } from './count-what-nobody-signed.ts';
import { dropThePauseCheck } from './drop-the-pause-check.ts';
import { endEachLookAtItsEnd } from './end-each-look-at-its-end.ts';
import { failForLackOfBalance } from './fail-for-lack-of-balance.ts';
import { followFlappingRecords } from './follow-flapping-records.ts';
import { forgetByWhatPeopleAreNamed } from './forget-by-what-people-are-named.ts';
import { forgetTheLevelOfApprovals } from './forget-the-level-of-approvals.ts';
import { forgetWhatSettledBeforeACrash } from './forget-what-settled-before-a-crash.ts';
import { forgetWhoseAPaymentIs } from './forget-whose-a-payment-is.ts';
import { freeTheReservationOnUnknown } from './free-the-reservation-on-unknown.ts';
import { fundDuringAPauseOfTheWithdrawal } from './fund-during-a-pause-of-the-withdrawal.ts';
import { fundTwice } from './fund-twice.ts';
import { guessHowLong } from './guess-how-long.ts';
import { ignoreAVersionConflict } from './ignore-a-version-conflict.ts';
import { ignoreTheCoolOff } from './ignore-the-cool-off.ts';
import { keepLimitsByTheId } from './keep-limits-by-the-id.ts';
import { keepTheFirstLookAtTheBalances } from './keep-the-first-look-at-the-balances.ts';
import { keepTheFirstLookAtTheDevices } from './keep-the-first-look-at-the-devices.ts';
import { keepTheFirstLookAtTheEntry } from './keep-the-first-look-at-the-entry.ts';
import { keepTheFirstLookAtThePolicy } from './keep-the-first-look-at-the-policy.ts';
import { leaveInASlotThatIsOver } from './leave-in-a-slot-that-is-over.ts';
import { leaveItSentForEver } from './leave-it-sent-for-ever.ts';
import { leaveTheWindowEarly } from './leave-the-window-early.ts';
import { leaveWithoutALookAtTheBlock } from './leave-without-a-look-at-the-block.ts';
import { letACopyOfADeviceCount } from './let-a-copy-of-a-device-count.ts';
import { letADeviceCountAtOnce } from './let-a-device-count-at-once.ts';
import { letAPersonCountTwice } from './let-a-person-count-twice.ts';
import { letARequesterResolve } from './let-a-requester-resolve.ts';
import { letAnybodyIn } from './let-anybody-in.ts';
import { letOneConfirmAgain } from './let-one-confirm-again.ts';
import { letTheProposerCount } from './let-the-proposer-count.ts';
import { letTheRequesterCount } from './let-the-requester-count.ts';
import { letTheSoleConfirmerCount } from './let-the-sole-confirmer-count.ts';
import { lookAroundTheLastAttempt } from './look-around-the-last-attempt.ts';
import { lookForTheExactQuantity } from './look-for-the-exact-quantity.ts';
import { loosenAtOnce } from './loosen-at-once.ts';
import { loosenUnannounced } from './loosen-unannounced.ts';
import { matchTwoGroupsByOnePerson } from './match-two-groups-by-one-person.ts';
import { moveAllThatIsNeeded } from './move-all-that-is-needed.ts';
import { moveMoreThanDecidedNow } from './move-more-than-decided-now.ts';
import type { Mutant } from './mutant.ts';
import { nameALateRequestAsNow } from './name-a-late-request-as-now.ts';
import { nameARunByItsTime } from './name-a-run-by-its-time.ts';
import { needNoWayToARoot } from './need-no-way-to-a-root.ts';
import { newClientOrderIdOnResend } from './new-client-order-id-on-resend.ts';
import { noteAReminderFirst } from './note-a-reminder-first.ts';
import { oneGroupForAllSweeps } from './one-group-for-all-sweeps.ts';
import { passOverAnEmptyHour } from './pass-over-an-empty-hour.ts';
import { payABankWithAnotherKey } from './pay-a-bank-with-another-key.ts';
import { payByARevokedDevice } from './pay-by-a-revoked-device.ts';
import { payTheRevoked } from './pay-the-revoked.ts';
import { payToWhereNobodySigned } from './pay-to-where-nobody-signed.ts';
import { reconcileFromAnIncompletePage } from './reconcile-from-an-incomplete-page.ts';
import { releaseTheExpired } from './release-the-expired.ts';
import { resumeAcrossEpochs } from './resume-across-epochs.ts';
import { retryAPost } from './retry-a-post.ts';
import { runASweepTooLate } from './run-a-sweep-too-late.ts';
import { sayNothingOfRefusedSignatures } from './say-nothing-of-refused-signatures.ts';
import { sayNothingOfWhatEnded } from './say-nothing-of-what-ended.ts';
import { sendBeforeTheFundingSettled } from './send-before-the-funding-settled.ts';
import { sendBeforeWrite } from './send-before-write.ts';
import { sendWhatBecameTooOld } from './send-what-became-too-old.ts';
import { sendWhatWasNotFunded } from './send-what-was-not-funded.ts';
import { skipTheQuietPeriod } from './skip-the-quiet-period.ts';
import { stopAtAnOddRow } from './stop-at-an-odd-row.ts';
import { takeADuplicateCodeForAnyDoubt } from './take-a-duplicate-code-for-any-doubt.ts';
import { takeAFailedEntryForWritten } from './take-a-failed-entry-for-written.ts';
import { takeALentDevice } from './take-a-lent-device.ts';
import { takeANonceThatNobodyGave } from './take-a-nonce-that-nobody-gave.ts';
import { takeASlotThatAnotherTook } from './take-a-slot-that-another-took.ts';
import { takeAnOddBalanceForNone } from './take-an-odd-balance-for-none.ts';
import { takeAnyDigest } from './take-any-digest.ts';
import { takeAnySignature } from './take-any-signature.ts';
import { takeItFromAnyPage } from './take-it-from-any-page.ts';
import { takeItWithoutALookAtWhoHoldsIt } from './take-it-without-a-look-at-who-holds-it.ts';
import { takeTheTierBelow } from './take-the-tier-below.ts';
import { takeWhatExpired } from './take-what-expired.ts';
import { takeWhatWasSignedForSomethingElse } from './take-what-was-signed-for-something-else.ts';
import { tellOfABlockLate } from './tell-of-a-block-late.ts';
import { tellPersonsApartByCase } from './tell-persons-apart-by-case.ts';
import { throwAKeyAway } from './throw-a-key-away.ts';
import { treat502AsFailed } from './treat-502-as-failed.ts';
import { tryWithoutABalance } from './try-without-a-balance.ts';
import { turnSignaturesOffAtOnce } from './turn-signatures-off-at-once.ts';
import { waitForABalanceForEver } from './wait-for-a-balance-for-ever.ts';
import { waitForAnUnknownWord } from './wait-for-an-unknown-word.ts';

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
  letTheRequesterCount,
  letAPersonCountTwice,
  tellPersonsApartByCase,
  takeAnyDigest,
  letTheProposerCount,
  letTheSoleConfirmerCount,
  countALostRole,
  takeTheTierBelow,
  matchTwoGroupsByOnePerson,
  keepTheFirstLookAtTheEntry,
  keepTheFirstLookAtThePolicy,
  releaseTheExpired,
  ignoreTheCoolOff,
  payTheRevoked,
  beginTheCoolOffEarly,
  confirmAnyDigest,
  loosenAtOnce,
  cancelForAnybody,
  payABankWithAnotherKey,
  forgetWhoseAPaymentIs,
  lookAroundTheLastAttempt,
  takeADuplicateCodeForAnyDoubt,
  lookForTheExactQuantity,
  believeAnEmptyList,
  believeOneOfTwoEnds,
  passOverAnEmptyHour,
  letAnybodyIn,
  keepLimitsByTheId,
  keepTheFirstLookAtTheBalances,
  sendWhatBecameTooOld,
  moveMoreThanDecidedNow,
  waitForAnUnknownWord,
  leaveItSentForEver,
  actOnALateDeployment,
  actOnARepeatedDeployment,
  loosenUnannounced,
  runASweepTooLate,
  throwAKeyAway,
  guessHowLong,
  oneGroupForAllSweeps,
  stopAtAnOddRow,
  takeAnOddBalanceForNone,
  countKnownRowsAsMissed,
  endEachLookAtItsEnd,
  ageFromTheBegunSecond,
  leaveInASlotThatIsOver,
  takeASlotThatAnotherTook,
  leaveWithoutALookAtTheBlock,
  tellOfABlockLate,
  noteAReminderFirst,
  believeTheState,
  forgetByWhatPeopleAreNamed,
  nameALateRequestAsNow,
  letOneConfirmAgain,
  approveAcrossEpochs,
  confirmAcrossEpochs,
  resumeAcrossEpochs,
  letARequesterResolve,
  followFlappingRecords,
  leaveTheWindowEarly,
  forgetWhatSettledBeforeACrash,
  takeAFailedEntryForWritten,
  failForLackOfBalance,
  tryWithoutABalance,
  waitForABalanceForEver,
  nameARunByItsTime,
  sendBeforeTheFundingSettled,
  fundTwice,
  sendWhatWasNotFunded,
  moveAllThatIsNeeded,
  sayNothingOfWhatEnded,
  fundDuringAPauseOfTheWithdrawal,
  countWhatNobodySigned,
  believeWhatSaysItIsSigned,
  payByARevokedDevice,
  keepTheFirstLookAtTheDevices,
  takeAnySignature,
  takeItWithoutALookAtWhoHoldsIt,
  takeItFromAnyPage,
  takeWhatWasSignedForSomethingElse,
  takeALentDevice,
  letADeviceCountAtOnce,
  needNoWayToARoot,
  believeTheItemOfADevice,
  takeANonceThatNobodyGave,
  letACopyOfADeviceCount,
  takeWhatExpired,
  askForLessThanTheStage,
  payToWhereNobodySigned,
  turnSignaturesOffAtOnce,
  forgetTheLevelOfApprovals,
  sayNothingOfRefusedSignatures,
];
