import * as v from 'valibot';
import type { Person } from '../shared/core/person.ts';
import { validate } from '../shared/core/validate.ts';
import { depositAddressSaid } from '../shared/ledger/authorization/what-is-said.ts';
import { PasskeyRequiredError } from '../shared/ledger/passkeys/errors.ts';
import { takeAskedWord } from '../shared/ledger/passkeys/take-asked-word.ts';
import type { WordTaker } from '../shared/ledger/passkeys/take-word.ts';
import { asksBeyondApprovals } from '../shared/ledger/policy/passkeys.ts';
import type { PolicyInForce } from '../shared/ledger/policy/policy-state.ts';
import type { KnownDepositAddress, SignedAddress } from '../shared/ledger/store/deposit-addresses.ts';
import { addressSchema, tagSchema } from '../shared/ledger/whitelist/target.ts';
import { signedWordSchema } from '../shared/passkeys/signed-word.ts';
import { type AcceptanceResult, decideAcceptance, isSameAddressWithTag } from './decide-acceptance.ts';
import {
  addressWithTag,
  checkOffered,
  type DepositAddressDependencies,
  parseDepositQuery,
  readOffered,
} from './deposit-address.ts';
import { DepositAddressNotOfferedError } from './errors.ts';

/**
 * Body of `POST /deposit-addresses/{coin}/{chain}/confirmations`: the new address, as the person has it from elsewhere.
 */
export const confirmationSchema = v.strictObject({
  address: addressSchema,
  tag: v.exactOptional(tagSchema),
  /** What a device of the person signed for it. */
  word: v.exactOptional(signedWordSchema),
});

export interface AcceptanceDependencies extends DepositAddressDependencies {
  readonly words: WordTaker;
}

type AcceptancePolicy = Pick<PolicyInForce, 'firstEpoch' | 'passkeys'>;

/**
 * Takes one person's confirmation that a changed deposit address is right. It must be the one that the exchange gives
 * now, so that nobody can bring in another. Safe to run twice.
 */
export async function acceptChange(
  dependencies: AcceptanceDependencies,
  query: unknown,
  body: unknown,
  person: Person,
  policy: AcceptancePolicy,
): Promise<AcceptanceResult> {
  const { coin, chain } = await parseDepositQuery(dependencies, query);
  const { word, ...accepted } = validate('confirmation', confirmationSchema, body);
  const offered = await readOffered(dependencies.exchange, coin, chain);
  checkOffered(coin, chain, offered);
  const current = addressWithTag(offered);
  if (!isSameAddressWithTag(chain, accepted, current)) throw new DepositAddressNotOfferedError(coin, chain);
  const stamp = { ...person, at: dependencies.clock.now() };
  const rules = { firstEpoch: policy.firstEpoch, isSignatureAsked: asksBeyondApprovals(policy) };
  const decide = (known: KnownDepositAddress, signed?: SignedAddress) =>
    decideAcceptance(chain, known, current, stamp, { ...rules, signed });
  const { next: seen } = await dependencies.known.change(coin, chain, (known) => ({ next: known }));
  // What changes nothing takes no signature: a nonce is good for once.
  const isDecision = decide(seen).next !== seen;
  const said = depositAddressSaid({ coin, chain }, accepted, person);
  const taken = isDecision ? await takeAskedWord(dependencies.words, policy, { word, said, at: stamp.at }) : undefined;
  const signed = taken === undefined ? undefined : { address: accepted.address, word: taken };
  const decided = await dependencies.known.change(coin, chain, (known) => {
    const result = decide(known, signed);
    // Somebody else changed it in between.
    if (result.next !== known && rules.isSignatureAsked && signed === undefined) throw new PasskeyRequiredError();
    return result;
  });
  const old = decided.kind === 'proposed' ? undefined : decided.next.replaced.at(-1);
  // Also where it was accepted before: the event may have been lost, and whoever repeats the call looks for it.
  if (old !== undefined) {
    const detail = { coin, chain, ...current, knownAddress: old.address, acceptedBy: old.acceptedBy };
    await dependencies.bus.publish([{ detailType: 'DepositAddressAccepted', detail }]);
  }
  return decided;
}
