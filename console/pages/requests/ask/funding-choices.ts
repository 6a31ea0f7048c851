import type { BodyOfResponse } from '../../../api/routes.ts';
import type { Destination } from './request-form.ts';

type Funding = BodyOfResponse<'GET /policy'>['inForce']['policy']['funding'];

export interface FundingChoices {
  readonly accounts: readonly string[];
  /** More is not moved for one payment. */
  readonly most: string;
}

/** What the policy lets a payment to this destination be funded from; undefined where it lets nothing. */
export function fundingChoices(funding: Funding, destination: Destination | undefined): FundingChoices | undefined {
  // The fee of a bank is not known beforehand, so that what is lacking is not known either.
  if (funding === undefined || destination === undefined || destination.kind === 'bank') return undefined;
  const { coin } = destination;
  const most = Object.hasOwn(funding.maxPerTransfer, coin) ? funding.maxPerTransfer[coin] : undefined;
  return most === undefined || funding.from.length === 0 ? undefined : { accounts: funding.from, most };
}
