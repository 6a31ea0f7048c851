import {
  type ConversionConfig,
  type JsonSchema,
  type OverrideActionContext,
  toJsonSchema,
} from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { refuseUnreachableChecks } from './unreachable-checks.ts';

/** What a schema takes, or what it gives. */
export type Mode = 'input' | 'output';

/** Schemas that are told once, by their name in the document. */
export type NamedSchemas = Readonly<Record<string, v.GenericSchema>>;

/**
 * A schema of ours as JSON Schema 2020-12, which is what OpenAPI 3.1 has. What JSON Schema cannot say is said in words:
 * each rule of ours has its sentence. What neither says is an error here, so that nothing is left out silently.
 */
export function jsonSchemaOf(schema: v.GenericSchema, mode: Mode, named: NamedSchemas): JsonSchema {
  const name = Object.keys(named).find((each) => named[each] === schema);
  return name === undefined ? convert(schema, mode, named) : { $ref: refTo(name) };
}

/** The same for a schema that is told by its name: whole, and not as a reference to itself. */
export function definitionOf(name: string, mode: Mode, named: NamedSchemas): JsonSchema {
  const { [name]: schema, ...others } = named;
  if (schema === undefined) throw new TypeError(`there is no schema ${name}`);
  return convert(schema, mode, others);
}

function convert(schema: v.GenericSchema, mode: Mode, named: NamedSchemas): JsonSchema {
  if (mode === 'input') refuseUnreachableChecks(schema);
  const config: ConversionConfig = {
    target: 'draft-2020-12',
    typeMode: mode,
    errorMode: 'throw',
    definitions: { ...named },
    overrideRef: ({ referenceId }) => refTo(referenceId),
    overrideAction: describeAction,
    overrideSchema: ({ valibotSchema, jsonSchema, errors }) =>
      errors === undefined && mode === 'output' ? withDefaults(valibotSchema, jsonSchema) : undefined,
  };
  const { $schema: _same, $defs: _toldByName, ...converted } = toJsonSchema(schema, config);
  return converted;
}

function refTo(name: string): string {
  return `#/components/schemas/${name}`;
}

/** A rule that is code, told by the sentence that its refusal gives as the expectation. */
function describeAction({ valibotAction, jsonSchema, errors }: OverrideActionContext): JsonSchema | undefined {
  if (errors === undefined) return undefined;
  // What is sent is the text itself; the code has it in a form of its own.
  if (valibotAction.type === 'transform') return jsonSchema;
  if (!['check', 'guard', 'raw_check'].includes(valibotAction.type)) return undefined;
  const { description } = jsonSchema;
  const words = 'message' in valibotAction ? valibotAction.message : undefined;
  // Where it has no words of its own, those of the description before it.
  if (typeof words !== 'string')
    return valibotAction.type === 'raw_check' && description !== undefined ? jsonSchema : undefined;
  return { ...jsonSchema, description: description === undefined ? words : `${description}; ${words}` };
}

/** What has a default is always there in what is given. */
function withDefaults(schema: v.GenericSchema, json: JsonSchema): JsonSchema | undefined {
  if (!('entries' in schema) || typeof schema.entries !== 'object' || schema.entries === null) return undefined;
  const filled = Object.entries(schema.entries).flatMap(([name, entry]: [string, object]) =>
    'default' in entry && entry.default !== undefined ? [name] : [],
  );
  return { ...json, required: [...(json.required ?? []), ...filled] };
}
