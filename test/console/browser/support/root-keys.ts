import { printRoot } from '../../../../functions/shared/passkeys/roots.ts';
import type { Persona } from '../../../../infra/local/demo/personas.ts';
import type { Owner } from '../../../functions/shared/passkeys/support/people.ts';
import { localOwner } from '../../../support/passkeys.ts';

/** The devices that a stage begins with: keys of software, which a test puts into a browser. */
export type RootKeys = readonly Owner[];

export function createRootKeys(people: readonly Persona[]): RootKeys {
  return people.map(({ email }) => localOwner(email));
}

/** As lines of a configuration. */
export function rootLines(roots: RootKeys): string[] {
  return roots.map(({ enrolment }) => printRoot(enrolment));
}

export function rootOf(roots: RootKeys, { email }: Persona): Owner {
  const root = roots.find(({ person }) => person.by === email);
  if (root === undefined) throw new TypeError(`the stage begins with no device of ${email}`);
  return root;
}
