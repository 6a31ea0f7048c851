import { TreasuryError } from '../shared/core/errors.ts';

/**
 * The exchange now gives another address than payers were told. It is never returned before people have looked at it.
 */
export class DepositAddressChangedError extends TreasuryError {
  constructor(coin: string, chain: string) {
    super(
      'deposit-address-changed',
      `The exchange gives another ${coin} address on ${chain} than before. Nobody should pay to it until two ` +
        'people have confirmed it',
    );
  }
}

/** The exchange gave something that is no address of this chain. */
export class DepositAddressInvalidError extends TreasuryError {
  constructor(coin: string, chain: string, reason: string) {
    super('deposit-address-invalid', `What the exchange gave as ${coin} address on ${chain} is none: ${reason}`);
  }
}

/** The exchange takes no deposits of this coin now. */
export class DepositsNotPossibleError extends TreasuryError {
  constructor(coin: string, chain: string) {
    super('deposits-not-possible', `The exchange takes no deposits of ${coin} on ${chain} now`);
  }
}

/** A person confirmed another address than the exchange gives now. */
export class DepositAddressNotOfferedError extends TreasuryError {
  constructor(coin: string, chain: string) {
    super(
      'deposit-address-not-offered',
      `This is not the ${coin} address on ${chain} that the exchange gives now: compare both with what HashKey's ` +
        'own pages show',
    );
  }
}
