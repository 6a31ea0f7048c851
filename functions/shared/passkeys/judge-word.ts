import type { Millis } from '../core/clock.ts';
import type { Enrolment } from './enrolment.ts';
import { type DeviceFlaw, judgeDevice } from './judge-device.ts';
import type { Registry } from './registry.ts';
import { type GivenWord, verifyWord, type WordFlaw } from './verify-word.ts';

/** Why a word does not count. */
export type JudgedFlaw =
  | WordFlaw
  | DeviceFlaw
  /** The device says another thing than at its enrolment about whether its key can be copied. */
  | 'backup-eligibility-changed'
  /** A word with this nonce was counted before. */
  | 'nonce-used-twice';

export type WordJudgement =
  | {
      readonly kind: 'counts';
      /** The device that gave it. */
      readonly enrolment: Enrolment;
      /** From the device to a root, as credential ids. */
      readonly way: readonly string[];
      /** The device's counter after it: see sign-count.ts. */
      readonly signCount: number;
      readonly isBackedUp: boolean;
    }
  | { readonly kind: 'refused'; readonly flaw: JudgedFlaw };

export interface WordQuestion extends GivenWord {
  /**
   * The device has to count then as well: what is about to be sent is not sent on the word of a device that was revoked
   * since. Left out where only the time at which it was given matters.
   */
  readonly stillAt?: Millis;
}

/**
 * Whether a word counts: a device of this person, in force when it was given, signed this decision about this content.
 * The counter is left to the caller, who knows the last one.
 */
export function judgeWord(registry: Registry, question: WordQuestion): WordJudgement {
  const { word, said, takenAt, stillAt } = question;
  const asked = { credentialId: word.credentialId, person: said.person };
  const device = judgeDevice(registry, { ...asked, at: takenAt });
  if (device.kind === 'refused') return refused(device.flaw);
  const { enrolment, way } = device;
  const result = verifyWord(enrolment, { word, said, takenAt }, registry.place);
  if (result.kind === 'invalid') return refused(result.flaw);
  const { signCount, isBackupEligible, isBackedUp } = result;
  if (isBackupEligible !== enrolment.isBackupEligible) return refused('backup-eligibility-changed');
  const later = stillAt === undefined ? device : judgeDevice(registry, { ...asked, at: stillAt });
  if (later.kind === 'refused') return refused(later.flaw);
  return { kind: 'counts', enrolment, way, signCount, isBackedUp };
}

/** Judges words that are counted together, in their order. A nonce is good for one of them. */
export function judgeWords(registry: Registry, questions: readonly WordQuestion[]): readonly WordJudgement[] {
  const used = new Set<string>();
  return questions.map((question) => {
    const { nonce } = question.word;
    if (used.has(nonce)) return refused('nonce-used-twice');
    const judgement = judgeWord(registry, question);
    if (judgement.kind === 'counts') used.add(nonce);
    return judgement;
  });
}

function refused(flaw: JudgedFlaw): WordJudgement {
  return { kind: 'refused', flaw };
}
