import { createHash } from 'node:crypto';
import type { Millis } from '../../../../functions/shared/core/clock.ts';
import { ExchangeRefusal } from '../exchange-refusal.ts';
import type { Endpoint } from '../route.ts';
import type { SimulatorState } from '../simulator-state.ts';

/** exchange-api.md 3.16. */
const validMs = 60 * 60_000;

/** Makes a key of the private stream. That the same one comes again while it is good is as on kindred platforms. */
export const startUserStream: Endpoint = ({ state, now }) => {
  const [known] = [...state.listenKeys].find(([, until]) => until > now) ?? [];
  const listenKey = known ?? createHash('sha256').update(state.ids.long()).digest('hex');
  state.listenKeys.set(listenKey, now + validMs);
  return { listenKey };
};

export const renewUserStream: Endpoint = ({ state, params, now }) => {
  state.listenKeys.set(requireOpen(state, params.required('listenKey'), now), now + validMs);
  return {};
};

export const endUserStream: Endpoint = ({ state, params, now }) => {
  state.listenKeys.delete(requireOpen(state, params.required('listenKey'), now));
  return {};
};

export function isListenKeyOpen(state: SimulatorState, listenKey: string): boolean {
  return (state.listenKeys.get(listenKey) ?? 0) > state.now();
}

function requireOpen(state: SimulatorState, listenKey: string, now: Millis): string {
  if ((state.listenKeys.get(listenKey) ?? 0) <= now) throw new ExchangeRefusal('-1130');
  return listenKey;
}
