import path from 'node:path';
import { parsePolicy } from '../../../functions/shared/ledger/policy/policy.ts';
import type { NamedPerson } from '../../../functions/shared/passkeys/person.ts';
import { printRoot } from '../../../functions/shared/passkeys/roots.ts';
import type { Treasury } from '../../config/define-treasury.ts';
import { enrolmentOf } from '../software-authenticator/enrolment.ts';
import { loadSoftwareKey } from '../software-authenticator/key-file.ts';
import type { SoftwareKey } from '../software-authenticator/software-key.ts';

/*
 * The devices of stage local: keys in files of this machine. Whoever can read a file is its owner to the stage, so they
 * are for this one alone.
 */

export const localStageName = 'local';
const rpId = 'localhost';
/** Where `npm start` and the command keep them. */
export const keyFolder = path.resolve(import.meta.dirname, '../../../.local/passkeys');

/** What the people of this machine call their devices. */
export const deviceName = 'Software key';

/** How a stage names its people. */
type Naming = Omit<NamedPerson, 'by'>;

export interface LocalDevice {
  readonly person: NamedPerson;
  readonly key: SoftwareKey;
  /** Names it in a configuration. */
  readonly line: string;
}

/** The device of a person, which is made on first use. Throws InvalidInputError for a file that holds no key. */
export async function localDevice(
  by: string,
  { policy }: Pick<Treasury, 'policy'>,
  folder = keyFolder,
): Promise<LocalDevice> {
  const key = await loadSoftwareKey(path.join(folder, `${encodeURIComponent(by)}.json`));
  const person = { by, ...namingIn(policy) };
  return { person, key, line: printRoot(enrolmentOf(key, { person, stage: localStageName, rpId, name: deviceName })) };
}

function namingIn(policy: string): Naming {
  const { issuer, userClaim } = parsePolicy(JSON.parse(policy)).identity;
  return { issuer, claim: userClaim };
}
