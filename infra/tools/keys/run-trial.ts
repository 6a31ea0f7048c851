import type { NonCurrentVersion } from '../../../functions/shared/core/key-versions.ts';
import type { KeyHealth } from '../../../functions/shared/key-health/judge-key-health.ts';
import type { Consent } from '../../command-line/consent.ts';
import { linesOf } from './show-findings.ts';

/** How the owner of a key tries a version of it, and who decides about warnings. */
export interface TrialDependencies {
  readonly tryVersion: (version: NonCurrentVersion) => Promise<KeyHealth>;
  readonly consent: () => Promise<Consent>;
  readonly report: (line: string) => void;
}

export interface TrialResult {
  readonly decision: 'taken' | 'refused' | 'declined';
  readonly health: KeyHealth;
}

/**
 * Pure rule: what a trial says of a version. Only a version that the exchange took was tried at all: an exchange that
 * is away says nothing, and nobody's word stands in for it.
 */
export function judgeTrial({ check, verdict, findings }: KeyHealth): 'fine' | 'warns' | 'fails' {
  if (check?.kind !== 'works' || verdict === 'broken') return 'fails';
  return findings.length === 0 ? 'fine' : 'warns';
}

/** Lets the owner try a version, shows what it found, and asks a person where there are warnings. */
export async function runTrial(
  { tryVersion, consent, report }: TrialDependencies,
  version: NonCurrentVersion,
): Promise<TrialResult> {
  const health = await tryVersion(version);
  for (const line of linesOf(health.findings)) report(line);
  const outcome = judgeTrial(health);
  if (outcome === 'fails') return { decision: 'refused', health };
  report(outcome === 'fine' ? 'The exchange takes it.' : 'The exchange takes it, with warnings.');
  if (outcome === 'fine') return { decision: 'taken', health };
  const answer = await consent();
  if (answer === 'nobody-to-ask') report('There is no terminal to ask in, and no --accept-warnings.');
  return { decision: answer === 'agreed' ? 'taken' : 'declined', health };
}
