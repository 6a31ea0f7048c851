import { isSamePerson } from '../../../app/me.ts';
import type { Pause } from './pause-context.ts';

/** What this person's word to resume would do: be the first, the second, or nothing new. */
export type ResumeStep = 'first' | 'second' | 'own';

export function resumeStep({ resume }: Pick<Pause, 'resume'>, person: string): ResumeStep {
  if (resume === undefined) return 'first';
  return isSamePerson(resume.by, person) ? 'own' : 'second';
}
