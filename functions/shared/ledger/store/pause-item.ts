import * as v from 'valibot';
import { identityEpochSchema } from '../../core/person.ts';
import { credentialIdSchema } from '../../passkeys/schemas.ts';
import { signedWordSchema } from '../../passkeys/signed-word.ts';
import { changesMax, type Pause, type PauseChange, type PauseState, scopedPausesMax } from '../pause/pause.ts';
import { type Scope, scopeSchema } from '../pause/scope.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(whole, v.minValue(1));
const filled = v.pipe(v.string(), v.nonEmpty());
const stampFields = { by: filled, at: whole, identity: v.exactOptional(identityEpochSchema) };
const resume = v.exactOptional(v.strictObject({ ...stampFields, device: v.exactOptional(credentialIdSchema) }));
const what = v.picklist(['paused', 'resume-proposed', 'resumed']);
const change = { what, reason: v.exactOptional(filled), ...stampFields, word: v.exactOptional(signedWordSchema) };

const pauseSchema = v.strictObject({
  scope: scopeSchema,
  reason: filled,
  ...stampFields,
  acceptedAt: v.exactOptional(whole),
  resume,
});

const switchSchema = v.strictObject({
  pauses: v.pipe(v.array(pauseSchema), v.maxLength(scopedPausesMax + 1)),
  changes: v.pipe(
    v.array(v.strictObject({ number: positive, scope: scopeSchema, ...change })),
    v.maxLength(changesMax),
  ),
  told: whole,
});

/** The form of the first version: one pause, of everything. */
const firstSwitchSchema = v.strictObject({
  pause: v.exactOptional(v.strictObject({ scope: v.literal('all'), reason: filled, ...stampFields, resume })),
  changes: v.pipe(v.array(v.strictObject(change)), v.maxLength(changesMax)),
});

type FirstSwitch = v.InferOutput<typeof firstSwitchSchema>;

const seenSchema = v.object({ version: positive, switch: switchSchema });
const firstSeenSchema = v.pipe(
  v.object({ version: positive, switch: firstSwitchSchema }),
  v.transform((item) => ({ version: item.version, switch: upgraded(item.version, item.switch) })),
);

/** The item of the switch. One that does not stand as its changes left it was changed by somebody else. */
export const pauseItemSchema = v.pipe(
  v.union([seenSchema, firstSeenSchema]),
  v.check((item) => isConsistent(item.switch)),
);

/** Each write made one change then, and nobody was told of any: it is too late for that. */
function upgraded(version: number, { pause, changes }: FirstSwitch): PauseState {
  const before = version - changes.length;
  return {
    pauses: pause === undefined ? [] : [pause],
    changes: changes.map((each, index) => ({ number: before + index + 1, scope: 'all', ...each })),
    told: version,
  };
}

function isConsistent({ pauses, changes, told }: PauseState): boolean {
  const isEachOnce = new Set(pauses.map(({ scope }) => scope)).size === pauses.length;
  const isTold = told <= (changes.at(-1)?.number ?? 0);
  return areInOrder(changes) && isEachOnce && isTold && pausesMatchChanges(pauses, changes);
}

function areInOrder(changes: readonly PauseChange[]): boolean {
  const first = changes[0]?.number ?? 1;
  const isWhole = first === 1 || changes.length === changesMax;
  return isWhole && changes.every(({ number }, index) => number === first + index);
}

/** Each scope stands as its last change left it. What happened longer ago than the changes go back cannot be judged. */
function pausesMatchChanges(pauses: readonly Pause[], changes: readonly PauseChange[]): boolean {
  const left = new Map<Scope, PauseChange['what']>(changes.map(({ scope, what: last }) => [scope, last]));
  const isMissing = [...left].some(
    ([scope, last]) => last !== 'resumed' && !pauses.some((pause) => pause.scope === scope),
  );
  if (isMissing) return false;
  return pauses.every((pause) => {
    const last = left.get(pause.scope);
    if (last === undefined) return changes.length === changesMax;
    return last === (pause.resume === undefined ? 'paused' : 'resume-proposed');
  });
}
