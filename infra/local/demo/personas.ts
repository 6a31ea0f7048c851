/** Somebody who calls the HTTP API. */
export interface Person {
  readonly name: string;
  /** The token's user claim: this is who a person is. */
  readonly email: string;
  readonly groups: readonly string[];
}

function person(name: string, ...groups: readonly string[]): Person {
  return { name, email: `${name}@example.com`, groups };
}

/** Who plays in the story. Their groups have the roles that infra/config/local.ts gives them. */
export const people = {
  /** Asks for payments. She is an approver too, so that her own payment can show that this does not help her. */
  alice: person('alice', 'ops', 'treasury'),
  /** Approve. */
  bob: person('bob', 'treasury'),
  carol: person('carol', 'finance'),
  /** Bring in destinations, and approve nothing. */
  dave: person('dave', 'compliance'),
  erin: person('erin', 'compliance'),
  /** Is called when something looks wrong. */
  frank: person('frank', 'oncall'),
} as const;
