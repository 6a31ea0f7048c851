import { readJsonObject } from '../api/json-object.ts';

/** A login that was begun: what must still be known when the browser comes back from the provider. */
export interface LoginAttempt {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** A place of our own, such as `#/payments/inv-42`. */
  readonly returnTo: string;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'login-attempt';

export function keepAttempt(storage: Store, attempt: LoginAttempt): void {
  storage.setItem(key, JSON.stringify(attempt));
}

/** The attempt, once: nobody can use it a second time. */
export function takeAttempt(storage: Store): LoginAttempt | undefined {
  const text = storage.getItem(key);
  storage.removeItem(key);
  const kept = readJsonObject(text ?? '');
  if (kept === undefined) return undefined;
  const { state, nonce, verifier, returnTo } = kept;
  if (typeof state !== 'string' || typeof nonce !== 'string' || typeof verifier !== 'string') return undefined;
  return { state, nonce, verifier, returnTo: ownPlace(returnTo) };
}

/** A place within this page. Whatever else it is asked for, it is the first page: nobody is sent anywhere else. */
export function ownPlace(hash: unknown): string {
  return typeof hash === 'string' && /^#\/[\x21-\x7e]*$/.test(hash) ? hash : '#/';
}
