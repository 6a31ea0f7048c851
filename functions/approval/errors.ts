import { TreasuryError } from '../shared/core/errors.ts';

/** Who asked for an instruction decides nothing about it. */
export class OwnInstructionError extends TreasuryError {
  constructor(id: string) {
    super('own-instruction', `You asked for ${id} yourself: two other people decide about it`);
  }
}

/** Who asked for it and who approves it are named by different claims or issuers: they may be one person. */
export class RequestIdentityChangedError extends TreasuryError {
  constructor(id: string) {
    super(
      'identity-changed',
      `${id} was asked for when people were named by another issuer or claim, so that nobody can tell whether you ` +
        'are another person: decline it, and have it asked for again with a new id',
    );
  }
}

/** Who brought the destination in, and who confirmed it, were named by another claim or issuer. */
export class DestinationIdentityChangedError extends TreasuryError {
  constructor(id: string, destination: string) {
    super(
      'identity-changed',
      `${destination} came in when people were named by another issuer or claim, so that nobody can tell whether you ` +
        `are another person: two people confirm ${destination} again, or one where the configuration brought it, and ` +
        `others approve ${id}`,
    );
  }
}

/** The caller looked at something else than what stands here. */
export class DigestMismatchError extends TreasuryError {
  constructor(id: string) {
    super('digest-mismatch', `${id} has another digest: read it again, and decide on what you see`);
  }
}

/** What became of the money is known, or is still being found out. */
export class NotInDoubtError extends TreasuryError {
  constructor(id: string, status: string) {
    super('not-in-doubt', `${id} is ${status}: people decide only where it is needs-attention`);
  }
}

/** People changed their minds too often. Who has said nothing yet still may, and so agree to the last proposal. */
export class TooManyProposalsError extends TreasuryError {
  constructor(id: string) {
    super(
      'too-many-proposals',
      `${id} had too many proposals: only who has proposed nothing yet may, or agree to the last one`,
    );
  }
}

/** Who brought in a destination does not approve payments to it. */
export class OwnDestinationError extends TreasuryError {
  constructor(id: string, destination: string) {
    super('own-destination', `You proposed ${destination}, or confirmed it alone: somebody else approves ${id}`);
  }
}

/** A person counts once. */
export class AlreadyApprovedError extends TreasuryError {
  constructor(id: string) {
    super('already-approved', `You have approved ${id} already: what is missing takes other people`);
  }
}

/** Nobody is asked about it: it was decided, or it went on. */
export class NotAwaitingApprovalError extends TreasuryError {
  constructor(id: string, status: string) {
    super('not-awaiting-approval', `${id} is ${status}: there is nothing to approve or decline`);
  }
}

/** It waited longer than the policy lets it wait. */
export class ApprovalExpiredError extends TreasuryError {
  constructor(id: string) {
    super('approval-expired', `${id} waited too long and has expired: it has to be asked for anew`);
  }
}

/** Only who asked for it takes it back. */
export class NotYourInstructionError extends TreasuryError {
  constructor(id: string) {
    super('not-your-instruction', `Somebody else asked for ${id}: an approver may decline it instead`);
  }
}

/** It is on its way, or has ended. */
export class NotCancelableError extends TreasuryError {
  constructor(id: string, status: string) {
    super('not-cancelable', `${id} is ${status}: it can be canceled only before it is sent`);
  }
}
