import { TreasuryError } from '../../core/errors.ts';

/** The same id was used before for another target. */
export class EntryConflictError extends TreasuryError {
  constructor(id: string) {
    super('whitelist-conflict', `${id} was used for another target: ids are never used again, take a new one`);
  }
}

/** There is another name for this account already. */
export class KnownAccountError extends TreasuryError {
  constructor(known: string) {
    super('account-known', `This account is known as ${known} already`);
  }
}

/** The step does not follow from where the entry stands. */
export class EntryStateError extends TreasuryError {
  constructor(id: string, status: string, step: string) {
    super('whitelist-state', `${id} is ${status}: it cannot be taken to "${step}" from there`);
  }
}

/** Who proposed an entry does not confirm it. */
export class OwnEntryError extends TreasuryError {
  constructor(id: string) {
    super('own-entry', `You proposed ${id} yourself: another person confirms it`);
  }
}

/** Who proposed an entry and who confirms it are named by different claims or issuers: they may be one person. */
export class EntryIdentityChangedError extends TreasuryError {
  constructor(id: string) {
    super(
      'identity-changed',
      `${id} was proposed when people were named by another issuer or claim, so that nobody can tell whether you are ` +
        'another person: revoke it, and propose it again with a new id',
    );
  }
}

/** The caller looked at something else than what stands here. */
export class EntryDigestError extends TreasuryError {
  constructor(id: string) {
    super('digest-mismatch', `${id} has another digest: read it again, and confirm what you see`);
  }
}

/** An item has room for 400 KB. */
export class WhitelistFullError extends TreasuryError {
  constructor(what: string) {
    super('whitelist-full', `${what}: the whitelist takes no more`);
  }
}

/** One person has proposed very many destinations. */
export class TooManyEntriesError extends TreasuryError {
  constructor(most: number) {
    const instead = 'propose the rest tomorrow, or put them into the configuration';
    super('too-many-entries', `You proposed ${most} destinations within a day: ${instead}`);
  }
}
