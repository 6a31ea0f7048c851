import { createHash } from 'node:crypto';
import { signatureFlaw } from '../shared/address/wallet-signature.ts';
import { assert, InvalidInputError } from '../shared/core/errors.ts';
import type { Person } from '../shared/core/person.ts';
import { walletSigning } from '../shared/exchange/endpoints/wallet-signing.ts';
import { whitelistVerify } from '../shared/exchange/endpoints/whitelist-verify.ts';
import { classifyErrorCode } from '../shared/exchange/error-codes.ts';
import { ExchangeRefusedError } from '../shared/exchange/errors.ts';
import { NotFoundError } from '../shared/ledger/errors.ts';
import { publishEntryEvents } from '../shared/ledger/messaging/whitelist-events.ts';
import type { CryptoTarget, Evidence, Target, WhitelistEntry } from '../shared/ledger/whitelist/entry.ts';
import { addProof, requireProvable } from '../shared/ledger/whitelist/steps.ts';
import type { WhitelistDependencies } from './dependencies.ts';
import { ProofRefusedError } from './errors.ts';
import type { ProofRequest } from './requests.ts';

/** Begins or makes a proof of who owns a target, and keeps what shows it. Safe to ask for twice. */
export async function proveEntry(
  dependencies: WhitelistDependencies,
  id: string,
  person: Person,
  request: ProofRequest,
): Promise<WhitelistEntry> {
  const { whitelist, bus, clock } = dependencies;
  const entry = await whitelist.get(id);
  if (entry === undefined) throw new NotFoundError(`whitelist entry ${id}`);
  // Before the exchange is asked: what it is told cannot be taken back.
  requireProvable(entry, request.kind);
  requireSignatureForm(entry.target, request);
  const evidence = await evidenceFor(dependencies, entry, request);
  const proven = await whitelist.change(id, (now) => addProof(now, evidence, { ...person, at: clock.now() }));
  return publishEntryEvents(bus, whitelist, proven);
}

/** One that cannot be a signature is not even shown to the exchange. */
function requireSignatureForm(target: Target, request: ProofRequest): void {
  if (request.kind !== 'wallet-signature' || target.kind !== 'crypto') return;
  const flaw = signatureFlaw(target.chain, request.signature);
  if (flaw !== undefined) throw new InvalidInputError('proof', [{ field: 'signature', ...flaw }]);
}

async function evidenceFor(
  dependencies: WhitelistDependencies,
  entry: WhitelistEntry,
  request: ProofRequest,
): Promise<Evidence> {
  if (request.kind === 'document') return request;
  const { target } = entry;
  assert(target.kind === 'crypto', 'the exchange proves addresses only');
  try {
    return request.kind === 'micro-payment'
      ? await microPayment(dependencies, target, request)
      : await walletSignature(dependencies, entry, target, request);
  } catch (error) {
    if (!(error instanceof ExchangeRefusedError)) throw error;
    const { kind, meaning } = classifyErrorCode(error.exchangeCode);
    throw kind === 'refused' ? new ProofRefusedError(error, meaning) : error;
  }
}

/** Asks the exchange what to pay to where. It lists the address by itself when the payment has come. */
async function microPayment(
  { exchange }: WhitelistDependencies,
  { coin, chain }: CryptoTarget,
  { kind, quantity }: Extract<ProofRequest, { kind: 'micro-payment' }>,
): Promise<Evidence> {
  const { depositAddress, depositAmount } = await exchange.read(whitelistVerify, { coin, chain, quantity });
  return { kind, quantity, depositAddress, depositAmount };
}

/**
 * -5006: the exchange has the address as ours already (exchange-api.md 3.9), be it by our own call whose answer was
 * lost.
 */
const knownBefore = '-5006';

async function walletSignature(
  { exchange }: WhitelistDependencies,
  { proofs }: WhitelistEntry,
  { coin, chain, address }: CryptoTarget,
  { kind, message, signature }: Extract<ProofRequest, { kind: 'wallet-signature' }>,
): Promise<Evidence> {
  const signatureDigest = createHash('sha256').update(signature, 'utf8').digest('hex');
  const kept = proofs.find((each) => each.kind === kind && each.signatureDigest === signatureDigest);
  if (kept?.kind === kind && kept.message === message) return { kind, message, signatureDigest, answer: kept.answer };
  try {
    await exchange.submit(walletSigning, { coin, chain, address, message, walletSignature: signature });
    return { kind, message, signatureDigest, answer: 'accepted' };
  } catch (error) {
    if (!(error instanceof ExchangeRefusedError && error.exchangeCode === knownBefore)) throw error;
    return { kind, message, signatureDigest, answer: 'known-before' };
  }
}
