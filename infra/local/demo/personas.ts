/** Somebody who calls the HTTP API. */
export interface Persona {
  readonly name: string;
  /** The token's user claim: this is who a person is. */
  readonly email: string;
  readonly groups: readonly string[];
}

function persona(name: string, ...groups: readonly string[]): Persona {
  return { name, email: `${name}@example.com`, groups };
}

/** The personas of the demo. Their groups have the roles that infra/config/local.ts gives them. */
export const personas = {
  /** Asks for payments. She is an approver too, so that her own payment can show that this does not help her. */
  alice: persona('alice', 'ops', 'treasury'),
  /** Approve. */
  bob: persona('bob', 'treasury'),
  carol: persona('carol', 'finance'),
  /** Bring in destinations, and approve nothing. */
  dave: persona('dave', 'compliance'),
  erin: persona('erin', 'compliance'),
  /** Is called when something looks wrong. */
  frank: persona('frank', 'oncall'),
  /** Sees everything, and changes nothing. The demo does without her. */
  grace: persona('grace', 'audit'),
} as const;

/** Whose devices the configuration names. */
export const rootOwners: readonly Persona[] = [personas.bob, personas.erin];
