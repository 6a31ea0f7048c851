import { invalidFlag } from '../../command-line/flags.ts';

/** A GitHub repository, as `owner/name`. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
}

/** GitHub's own forms: an owner of up to 39 letters, digits and hyphens, a name of up to 100. */
const repositoryPattern = /^([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))\/([A-Za-z0-9._-]{1,100})$/;

/** Reads `owner/name`. Throws InvalidInputError: a wildcard here would let every repository deploy. */
export function readRepository(text: string): Repository {
  const [, owner, name] = repositoryPattern.exec(text) ?? [];
  if (owner === undefined || name === undefined) {
    throw invalidFlag('--repository', 'is no repository', 'owner/name, as in its address');
  }
  return { owner, name };
}
