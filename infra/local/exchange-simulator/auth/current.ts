import { type ExchangeRequest, header } from '../answers.ts';
import { ExchangeRefusal } from '../exchange-refusal.ts';
import type { ApiKey } from '../keys.ts';
import type { Params } from '../params.ts';
import type { SignedRoute } from '../route.ts';
import type { SimulatorState } from '../simulator-state.ts';
import { isSignedBy, signedText } from './signature.ts';
import { checkTwoFactor } from './two-factor.ts';
import { checkWindow } from './window.ts';

/** A key that nobody used for so long is dead (exchange-api.md 1.3). */
const idleMaxMs = 90 * 86_400_000;

/**
 * Lets a signed request in, or refuses it. ASSUMPTION A11, the order: key, expiry, rate, signature, time, IP list,
 * permission, two-factor. What the endpoint asks of the parameters comes after all of these.
 */
export function authenticate(
  state: SimulatorState,
  route: SignedRoute,
  request: ExchangeRequest,
  params: Params,
): ApiKey {
  const now = state.now();
  const address = request.address ?? '127.0.0.1';
  const key = knownKey(state, header(request, 'X-HK-APIKEY'));
  if (now - (state.keyUse.get(key.apiKey) ?? now) > idleMaxMs) throw new ExchangeRefusal('0103');
  const verdict = state.limiter.admit(key.apiKey, address, route.pace, route.weight, now);
  if (verdict !== 'pass') throw new ExchangeRefusal('0003', undefined, verdict === 'banned' ? 418 : 429);
  checkSignature(key, request, params);
  state.keyUse.set(key.apiKey, now);
  checkWindow(params, now);
  if (key.ipList !== undefined && !key.ipList.includes(address)) throw new ExchangeRefusal('0202');
  if (route.permission !== undefined && !key.permissions.includes(route.permission)) throw new ExchangeRefusal('-1005');
  if (route.twoFactor && key.totpSecret !== undefined) {
    checkTwoFactor(key.totpSecret, header(request, 'X-TWO-FA-TOKEN'), state.usedSteps, now);
  }
  return key;
}

/** ASSUMPTION A10: a request without a key is answered as one with an unknown key. */
function knownKey(state: SimulatorState, apiKey: string | undefined): ApiKey {
  const key = apiKey === undefined ? undefined : state.keys.get(apiKey);
  const isCurrent = key?.credential.kind === 'hmac-sha256' || key?.credential.kind === 'ed25519';
  if (key === undefined || !isCurrent) throw new ExchangeRefusal('0102');
  return key;
}

function checkSignature(key: ApiKey, request: ExchangeRequest, params: Params): void {
  const signature = params.optional('signature');
  if (signature === undefined) throw new ExchangeRefusal('0001', "Required field 'signature' missing or invalid.");
  if (!isSignedBy(key, signedText(request), signature)) throw new ExchangeRefusal('0001', 'Incorrect signature.');
}
