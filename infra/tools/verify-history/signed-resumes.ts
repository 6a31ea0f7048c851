import { pauseKey } from '../../../functions/shared/core/item-keys.ts';
import { resumeSaid } from '../../../functions/shared/ledger/authorization/what-is-said.ts';
import type { Pause, PauseChange, PauseState } from '../../../functions/shared/ledger/pause/pause.ts';
import type { Scope } from '../../../functions/shared/ledger/pause/scope.ts';
import { type Signed, signedBy } from './signed-decisions.ts';

/**
 * What devices signed to resume. The pause that was signed away stands in no item any more, so it is made again from
 * the changes, of all that was shown: the item itself keeps the last ones only, and the signatures of fewer.
 */
export class SignedResumes {
  private readonly changes = new Map<number, PauseChange>();
  /** Those that were seen to stand. Of a pause that is older than the first change nothing else tells. */
  private readonly seen = new Map<Scope, Pause[]>();

  note({ pauses, changes }: PauseState): void {
    for (const change of changes) {
      const known = this.changes.get(change.number);
      const word = change.word ?? known?.word;
      this.changes.set(change.number, word === undefined ? change : { ...change, word });
    }
    for (const pause of pauses) this.seen.set(pause.scope, [...(this.seen.get(pause.scope) ?? []), pause]);
  }

  signed(): readonly Signed[] {
    const standing = new Map<Scope, Pause>();
    return [...this.changes.values()]
      .toSorted((a, b) => a.number - b.number)
      .flatMap((change) => {
        const { scope, word } = change;
        const made = standing.get(scope);
        apply(standing, change);
        const possible = made === undefined ? (this.seen.get(scope) ?? []) : [made];
        return signedBy(pauseKey, `resumed ${scope}`, change, word, (person) =>
          possible.map((pause) => resumeSaid(pause, person)),
        );
      });
  }
}

/** The first pause of a scope stands. Asked for again it cancels a resume that waits for its second person. */
function apply(standing: Map<Scope, Pause>, { what, scope, reason = '', by, at }: PauseChange): void {
  const pause = standing.get(scope);
  switch (what) {
    case 'paused': {
      const { resume: _canceled, ...first } = pause ?? { scope, reason, by, at };
      standing.set(scope, first);
      return;
    }
    case 'resume-proposed':
      if (pause !== undefined) standing.set(scope, { ...pause, resume: { by, at } });
      return;
    case 'resumed':
      standing.delete(scope);
  }
}
