import { type ExchangeRequest, header } from '../answers.ts';
import type { ApiKey } from '../keys.ts';
import type { Params } from '../params.ts';
import { Refusal } from '../refusal.ts';
import type { SignedRoute } from '../route.ts';
import type { World } from '../world.ts';
import { isSignedBy, signedText } from './signature.ts';
import { checkTwoFactor } from './two-factor.ts';
import { checkWindow } from './window.ts';

/** A key that nobody used for so long is dead (hashkey-api.md 1.3). */
const idleMaxMs = 90 * 86_400_000;

/**
 * Lets a signed request in, or refuses it. ASSUMPTION A11, the order: key, expiry, rate, signature, time, IP list,
 * permission, two-factor. What the endpoint asks of the parameters comes after all of these.
 */
export function authenticate(world: World, route: SignedRoute, request: ExchangeRequest, params: Params): ApiKey {
  const now = world.now();
  const address = request.address ?? '127.0.0.1';
  const key = knownKey(world, header(request, 'X-HK-APIKEY'));
  if (now - (world.keyUse.get(key.apiKey) ?? now) > idleMaxMs) throw new Refusal('0103');
  const verdict = world.limiter.admit(key.apiKey, address, route.pace, route.weight, now);
  if (verdict !== 'pass') throw new Refusal('0003', undefined, verdict === 'banned' ? 418 : 429);
  checkSignature(key, request, params);
  world.keyUse.set(key.apiKey, now);
  checkWindow(params, now);
  if (key.ipList !== undefined && !key.ipList.includes(address)) throw new Refusal('0202');
  if (route.permission !== undefined && !key.permissions.includes(route.permission)) throw new Refusal('-1005');
  if (route.twoFactor && key.totpSecret !== undefined) {
    checkTwoFactor(key.totpSecret, header(request, 'X-TWO-FA-TOKEN'), world.usedSteps, now);
  }
  return key;
}

/** ASSUMPTION A10: a request without a key is answered as one with an unknown key. */
function knownKey(world: World, apiKey: string | undefined): ApiKey {
  const key = apiKey === undefined ? undefined : world.keys.get(apiKey);
  const isCurrent = key?.proof.kind === 'hmac-sha256' || key?.proof.kind === 'ed25519';
  if (key === undefined || !isCurrent) throw new Refusal('0102');
  return key;
}

function checkSignature(key: ApiKey, request: ExchangeRequest, params: Params): void {
  const signature = params.optional('signature');
  if (signature === undefined) throw new Refusal('0001', "Required field 'signature' missing or invalid.");
  if (!isSignedBy(key, signedText(request), signature)) throw new Refusal('0001', 'Incorrect signature.');
}
