import * as v from 'valibot';

const parameterSchema = v.strictObject({
  Type: v.string(),
  Default: v.optional(v.union([v.string(), v.number(), v.boolean()])),
  AllowedValues: v.optional(v.array(v.union([v.string(), v.number(), v.boolean()]))),
  AllowedPattern: v.optional(v.string()),
  ConstraintDescription: v.optional(v.string()),
  Description: v.optional(v.string()),
  NoEcho: v.optional(v.union([v.boolean(), v.string()])),
});

const resourceSchema = v.strictObject({
  Type: v.string(),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
  DependsOn: v.optional(v.union([v.string(), v.array(v.string())]), []),
  Condition: v.optional(v.string()),
  // Nothing here outlives the process, so what happens on removal has no meaning.
  DeletionPolicy: v.optional(v.string()),
  UpdateReplacePolicy: v.optional(v.string()),
  Metadata: v.optional(v.unknown()),
});

const outputSchema = v.strictObject({
  Value: v.unknown(),
  Condition: v.optional(v.string()),
  Description: v.optional(v.string()),
  Export: v.optional(v.unknown()),
});

/**
 * The sections of a template that are understood. `Rules` only check a deployment's parameters against the
 * bootstrapped account, so they are read and have no effect. `Transform` and `Mappings` are not understood.
 */
export const templateSchema = v.strictObject({
  AWSTemplateFormatVersion: v.optional(v.string()),
  Description: v.optional(v.string()),
  Metadata: v.optional(v.unknown()),
  Rules: v.optional(v.unknown()),
  Parameters: v.optional(v.record(v.string(), parameterSchema), {}),
  Conditions: v.optional(v.record(v.string(), v.unknown()), {}),
  Resources: v.record(v.string(), resourceSchema),
  Outputs: v.optional(v.record(v.string(), outputSchema), {}),
});

export type Template = v.InferOutput<typeof templateSchema>;
export type ParameterDeclaration = v.InferOutput<typeof parameterSchema>;
export type ResourceDeclaration = v.InferOutput<typeof resourceSchema>;
