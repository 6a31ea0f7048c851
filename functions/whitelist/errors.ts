import { TreasuryError } from '../shared/core/errors.ts';
import type { ExchangeRefusedError } from '../shared/exchange/errors.ts';

/** The exchange does not take this as a proof. */
export class ProofRefusedError extends TreasuryError {
  constructor(cause: ExchangeRefusedError, meaning: string) {
    const message = `The exchange does not take this proof: ${meaning} (${cause.exchangeCode})`;
    super('proof-refused', message, { cause });
  }
}
