import { iso, type Millis } from '../../../functions/shared/core/clock.ts';
import type { KeyName } from '../../../functions/shared/core/key-names.ts';
import { keyTtlMs } from '../../../functions/shared/core/key-versions.ts';
import { type Finding, severities } from '../../../functions/shared/key-health/findings.ts';
import type { Stage } from '../../config/stage-name.ts';
import { functionRecords } from '../../functions/function-records.ts';
import type { KeyChange } from './set-key.ts';

/** Of what the lines tell. */
export interface ChangedKey {
  readonly key: KeyName;
  readonly stage: Stage;
  readonly change: KeyChange;
  /** When the tool was done. */
  readonly at: Millis;
}

/** When the last function lets go of the key that was current before: it may be at work with it still. */
function formerNeededUntil(key: KeyName, at: Millis): Millis {
  const users = Object.values(functionRecords).filter(
    (record) => record.key === key || record.additionalKeys?.includes(key),
  );
  return at + keyTtlMs + Math.max(...users.map(({ timeoutSeconds }) => timeoutSeconds)) * 1_000;
}

/** Pure: what became of a change, and what the person does next. */
export function linesOfChange({ key, stage, change, at }: ChangedKey): readonly string[] {
  switch (change.outcome) {
    case 'current': {
      if (change.isFirst) return [`It is the current key now. Functions use it from their next call with it on.`];
      const until = `${iso(formerNeededUntil(key, at)).slice(11, 19)} UTC`;
      return [
        'It is the current key now.',
        `Keep BOTH keys valid at the exchange until ${until}: by then every function has read the new one.`,
        `To change back, while the other is still valid there: npm run keys -- back ${key} --stage ${stage.name}`,
      ];
    }
    case 'refused':
      return ['Not taken: the current key stays what it was.'];
    case 'declined':
      return ['Not taken, because of the warnings: the current key stays what it was.'];
    case 'overtaken':
      return ['Not taken: somebody else changed this key at the same time. Look with check, then try again.'];
    case 'nothing-to-go-back-to':
      return ['There is no former key to go back to.'];
  }
}

/** Pure: the same for programs. */
export function changeAsJson({ key, stage, change, at }: ChangedKey) {
  const { outcome } = change;
  const about = { key, stage: stage.name, outcome };
  if (outcome === 'nothing-to-go-back-to') return about;
  const { verdict, findings } = change.tried.health;
  const until = outcome === 'current' && !change.isFirst ? { keepBothUntil: iso(formerNeededUntil(key, at)) } : {};
  return { ...about, verdict, findings: findings.map(withSeverity), ...until };
}

function withSeverity({ code, message }: Finding) {
  return { code, severity: severities[code], message };
}
