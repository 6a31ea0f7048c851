import { TreasuryError } from '../base/errors.ts';

/** Who asked for an instruction decides nothing about it. */
export class OwnInstructionError extends TreasuryError {
  constructor(id: string) {
    super('own-instruction', 'not-sent', `You asked for ${id} yourself: two other people decide about it`);
  }
}

/** The caller looked at something else than what stands here. */
export class DigestMismatchError extends TreasuryError {
  constructor(id: string) {
    super('digest-mismatch', 'not-sent', `${id} has another digest: read it again, and decide on what you see`);
  }
}

/** What became of the money is known, or is still being found out. */
export class NotInDoubtError extends TreasuryError {
  constructor(id: string, status: string) {
    super('not-in-doubt', 'not-sent', `${id} is ${status}: people decide only where it is needs-attention`);
  }
}

/** People changed their minds too often. The proposal that stands can still be agreed to. */
export class TooManyProposalsError extends TreasuryError {
  constructor(id: string) {
    super('too-many-proposals', 'not-sent', `${id} had too many proposals: only the last one can be agreed to`);
  }
}
