import type { FirstEpoch, IdentityEpoch, Person } from '../../functions/shared/core/person.ts';

/** By what the tests' usual policy names people. */
export const usualEpoch: IdentityEpoch = { issuer: 'https://login.example.com', claim: 'email' };
export const laterEpoch: IdentityEpoch = { issuer: 'https://login.example.com', claim: 'sub' };
/** All that says nothing of its epoch is of the usual one. */
export const firstEpoch: FirstEpoch = { ...usualEpoch, since: 0 };

export function person(by: string, identity: IdentityEpoch = usualEpoch): Person {
  return { by, identity };
}
