import { type Finding, severities } from '../../../functions/shared/key-health/findings.ts';
import { remedies } from './remedies.ts';

/** What a person reads of a key's findings: what was found, and what to do about it. */
export function linesOf(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ code, message }) => [
    `  ${severities[code]}: ${message} (${code})`,
    `    what to do: ${remedies[code]}`,
  ]);
}
