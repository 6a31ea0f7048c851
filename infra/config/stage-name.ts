import type { KeyName } from '../../functions/shared/core/key-names.ts';
import { ConfigError } from './errors.ts';

/** A deployment of the stack. Every physical name carries its name, so that two can share an account. */
export interface Stage {
  readonly name: string;
  /** The stage that runs on one machine, against any exchange, and is thrown away. */
  readonly isLocal: boolean;
}

/** Short enough for the longest name that it becomes part of: a schedule's, of 64 characters. */
const stagePattern = /^[a-z][a-z0-9-]{0,19}$/;

/** Reads a stage's name. Throws ConfigError for one that no resource could be named after. */
export function stageOf(name: string): Stage {
  if (!stagePattern.test(name)) {
    const expected = '1 to 20 lower-case letters, digits or hyphens, the first a letter';
    throw new ConfigError([{ field: 'stage', reason: 'cannot be part of a resource name', expected }]);
  }
  return { name, isLocal: name === 'local' };
}

/** `hashkey-treasury-<stage>`, with `-<part>` where a part is named. */
export function nameIn(stage: Stage, part?: string): string {
  return part === undefined ? `hashkey-treasury-${stage.name}` : `hashkey-treasury-${stage.name}-${part}`;
}

/** The secret of a key. Its ARN ends with six characters more. */
export function secretNameIn(stage: Stage, key: KeyName): string {
  return `hashkey-treasury/${stage.name}/${key}`;
}
