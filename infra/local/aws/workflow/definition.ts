import * as v from 'valibot';
import { InvalidInputError } from '../../../../functions/shared/core/errors.ts';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { parseJson } from '../../../json.ts';
import { below, type Location, UnsupportedTemplateError } from '../errors.ts';
import { checkTemplate, readReference } from './paths.ts';

/** What a task may call here. */
const resources = [
  'arn:aws:states:::events:putEvents',
  'arn:aws:states:::events:putEvents.waitForTaskToken',
  'arn:aws:states:::sns:publish',
] as const;

const comment = v.optional(v.string());
const errors = v.pipe(v.array(v.string()), v.minLength(1));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
/** `null` keeps the input and drops the result. */
const resultPath = v.optional(v.nullable(v.string()), '$');

const retrySchema = v.strictObject({
  ErrorEquals: errors,
  IntervalSeconds: v.optional(positive, 1),
  MaxAttempts: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 3),
  BackoffRate: v.optional(v.pipe(v.number(), v.minValue(1)), 2),
});

const catchSchema = v.strictObject({ ErrorEquals: errors, ResultPath: resultPath, Next: v.string() });

const taskSchema = v.strictObject({
  Type: v.literal('Task'),
  Comment: comment,
  Resource: v.picklist(resources),
  Parameters: v.record(v.string(), v.unknown()),
  ResultPath: resultPath,
  // 99,999,999 seconds is what Step Functions takes where nothing is said.
  TimeoutSeconds: v.optional(positive, 99_999_999),
  Retry: v.optional(v.array(retrySchema), []),
  Catch: v.optional(v.array(catchSchema), []),
  Next: v.optional(v.string()),
  End: v.optional(v.literal(true)),
});

const ruleSchema = v.union([
  v.strictObject({ Variable: v.string(), StringEquals: v.string(), Next: v.string() }),
  v.strictObject({ Variable: v.string(), StringEqualsPath: v.string(), Next: v.string() }),
]);

const passSchema = v.strictObject({
  Type: v.literal('Pass'),
  Comment: comment,
  Parameters: v.optional(v.record(v.string(), v.unknown())),
  Result: v.optional(v.unknown()),
  ResultPath: resultPath,
  Next: v.string(),
});

const stateSchema = v.variant('Type', [
  taskSchema,
  passSchema,
  v.strictObject({
    Type: v.literal('Choice'),
    Comment: comment,
    Choices: v.array(ruleSchema),
    Default: v.string(),
  }),
  v.strictObject({ Type: v.literal('Fail'), Comment: comment, Error: v.string(), Cause: v.optional(v.string(), '') }),
]);

const definitionSchema = v.strictObject({
  Comment: comment,
  StartAt: v.string(),
  States: v.record(v.string(), stateSchema),
});

export type TaskState = v.InferOutput<typeof taskSchema>;
export type PassState = v.InferOutput<typeof passSchema>;
export type ChoiceRule = v.InferOutput<typeof ruleSchema>;
export type WorkflowState = v.InferOutput<typeof stateSchema>;
export type Definition = v.InferOutput<typeof definitionSchema>;

/**
 * Reads a state machine's definition: the part of Amazon States Language that the workflow of this app uses. All else
 * fails the start, by its place.
 */
export function readDefinition(text: string, at: Location): Definition {
  try {
    const definition = validate('definition', definitionSchema, parseJson(text));
    for (const [name, state] of Object.entries(definition.States)) checkState(definition, state, below(at, name));
    checkTarget(definition, definition.StartAt, below(at, 'StartAt'));
    return definition;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const [flaw] = error.flaws;
    const reason = `${flaw?.reason ?? 'not understood'}; expected ${flaw?.expected ?? 'another form'}`;
    throw new UnsupportedTemplateError(below(at, flaw?.field ?? ''), reason, { cause: error });
  }
}

function checkState(definition: Definition, state: WorkflowState, at: Location): void {
  if (state.Type === 'Choice') {
    for (const rule of state.Choices) {
      readReference(rule.Variable, below(at, 'Choices'));
      if ('StringEqualsPath' in rule) readReference(rule.StringEqualsPath, below(at, 'Choices'));
      checkTarget(definition, rule.Next, below(at, 'Choices'));
    }
    checkTarget(definition, state.Default, below(at, 'Default'));
  }
  if (state.Type === 'Pass') {
    if (state.Parameters !== undefined) checkTemplate(state.Parameters, below(at, 'Parameters'));
    if (state.ResultPath !== null) readReference(state.ResultPath, at);
    checkTarget(definition, state.Next, below(at, 'Next'));
  }
  if (state.Type !== 'Task') return;
  checkTemplate(state.Parameters, below(at, 'Parameters'));
  for (const { ResultPath } of [state, ...state.Catch]) if (ResultPath !== null) readReference(ResultPath, at);
  for (const { Next } of state.Catch) checkTarget(definition, Next, below(at, 'Catch'));
  if (state.End === undefined) checkTarget(definition, state.Next, below(at, 'Next'));
}

function checkTarget({ States }: Definition, name: string | undefined, at: Location): void {
  if (name !== undefined && Object.hasOwn(States, name)) return;
  throw new UnsupportedTemplateError(at, `${name ?? 'nothing'} is no state of this definition`);
}
