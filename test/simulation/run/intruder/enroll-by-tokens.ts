import { enrolmentDigest } from '../../../../functions/shared/passkeys/enrolment.ts';
import { signWord } from '../../../../infra/local/software-authenticator/software-authenticator.ts';
import { enrolmentOf, keyOf, namedByToken, place } from '../../fakes/device-keys.ts';
import type { Intrusion } from '../../plan/device-plan.ts';
import { enrollKey } from '../devices/device-actions.ts';
import { callAsPerson } from '../person-calls.ts';
import type { Simulation } from '../simulation.ts';
import { ownKeyFor } from './own-keys.ts';

const enrolledMs = 15_000;

/** With the tokens of two people: an own key is enrolled for each, and the one is to confirm the other. */
export function enrollByTokens(
  simulation: Simulation,
  { as, confirmer }: Extract<Intrusion, { what: 'enroll-by-tokens' }>,
): void {
  enrollKey(simulation, ownKeyFor(as), as);
  enrollKey(simulation, ownKeyFor(confirmer), confirmer);
  simulation.timeline.after(enrolledMs, () => confirmByToken(simulation, as, confirmer));
}

function confirmByToken(simulation: Simulation, as: string, confirmer: string): void {
  const enrolment = enrolmentOf(ownKeyFor(as), as);
  const [id, digest] = [enrolment.credentialId, enrolmentDigest(enrolment)];
  const said = { purpose: 'device', decision: 'confirm', subject: { id, digest } } as const;
  callAsPerson(simulation, 'challenge', {
    by: confirmer,
    body: said,
    onAnswer: ({ status, body }) => {
      if (status !== 200) return;
      const given = { nonce: String(body.nonce), expiresAt: String(body.expiresAt), stage: place.stage };
      const word = signWord(keyOf(ownKeyFor(confirmer)), { ...said, person: namedByToken(confirmer), ...given }, place);
      callAsPerson(simulation, 'device-confirmation', { by: confirmer, of: id, body: { digest, word } });
    },
  });
}
