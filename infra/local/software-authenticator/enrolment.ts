import type { Enrolment } from '../../../functions/shared/passkeys/enrolment.ts';
import { usualReport } from './authenticator-data.ts';
import { softwareAaguid } from './software-authenticator.ts';
import type { SoftwareKey } from './software-key.ts';

/** What a stage knows of a software key that is enrolled there. */
export function enrolmentOf(
  { credentialId, publicKey, algorithm }: SoftwareKey,
  owner: Pick<Enrolment, 'person' | 'stage' | 'rpId' | 'name'>,
): Enrolment {
  const { isBackupEligible, isBackedUp, signCount } = usualReport;
  return {
    ...{ credentialId, publicKey, algorithm, aaguid: softwareAaguid },
    ...{ isBackupEligible, isBackedUp, signCount },
    ...owner,
  };
}
