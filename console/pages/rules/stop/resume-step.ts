import { isSamePerson } from '../../../app/me.ts';
import { counts } from '../../../passkeys/counts.ts';
import type { Pause } from './pause-context.ts';

/** What this person's word to resume would do: be the first, the second, or nothing new. */
export type ResumeStep = 'first' | 'second' | 'own';

/** `isAsked`: it takes signatures. */
export function resumeStep({ resume }: Pick<Pause, 'resume'>, person: string, isAsked = false): ResumeStep {
  if (resume === undefined || !counts(resume, isAsked)) return 'first';
  return isSamePerson(resume.by, person) ? 'own' : 'second';
}
