import { performance } from 'node:perf_hooks';
import { iso } from '../../functions/shared/core/clock.ts';
import { judgeWord } from '../../functions/shared/passkeys/judge-word.ts';
import { rootsById } from '../../functions/shared/passkeys/registry.ts';
import { printRoot } from '../../functions/shared/passkeys/roots.ts';
import { VerifiedConfirmations } from '../../functions/shared/passkeys/verified-confirmations.ts';
import {
  approvalBy,
  confirmed,
  day,
  ownerNamed,
  place,
  say,
  start,
} from '../functions/shared/passkeys/support/people.ts';
import { median } from './median.ts';

const runs = 500;

/** Two roots, and a device that one of them confirmed. */
export function confirmedDevice() {
  const roots = [ownerNamed('rosa@example.com'), ownerNamed('rui@example.com')] as const;
  const owner = ownerNamed('alice@example.com');
  const device = confirmed(owner, roots[0]);
  const { stage, rpId } = place;
  const lines = roots.map(({ enrolment }) => printRoot(enrolment));
  const settings = JSON.stringify({ stage, rpId, roots: lines, floor: { level: 'all', over: {} } });
  return { roots, owner, device, settings };
}

/** Milliseconds to judge one approval, by what is measured. */
export function measureDeviceCheck(): Readonly<Record<string, number>> {
  const { roots, owner, device } = confirmedDevice();
  const at = start + 2 * day;
  const said = approvalBy(owner.person);
  const question = { ...say(owner.key, said, { at }), stillAt: at };
  const ofRoots = rootsById(roots.map(({ enrolment }) => enrolment));
  const devices = new Map([[device.enrolment.credentialId, device]]);
  const judge = (verified: VerifiedConfirmations) => {
    const began = performance.now();
    const judgement = judgeWord({ place, roots: ofRoots, devices, leastDelay: 0, verified }, question);
    const took = performance.now() - began;
    if (judgement.kind !== 'counts') throw new Error(`a signature of ${iso(at)} is refused: ${judgement.flaw}`);
    return took;
  };
  const known = new VerifiedConfirmations(runs);
  const timesOf = (take: () => number) => median(Array.from({ length: runs }, take));
  return {
    'with the way to a root': timesOf(() => judge(new VerifiedConfirmations(runs))),
    'where that way was verified before': timesOf(() => judge(known)),
  };
}
