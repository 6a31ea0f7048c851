import * as v from 'valibot';
import { InvalidInputError } from '../../../../functions/shared/core/errors.ts';
import { validate } from '../../../../functions/shared/core/validate.ts';
import { type Location, UnsupportedTemplateError } from '../errors.ts';

/** A resource whose intrinsic functions are all resolved. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface Created {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** A property that is known and has no effect on this machine. */
export const ignored = v.optional(v.unknown());

/** A whole number; CloudFormation takes it as text too. */
export const integer = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))], 'a whole number'),
  v.integer('a whole number'),
);

/** True or false; CloudFormation takes it as text too. */
export const flag = v.union(
  [
    v.boolean(),
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((text) => text === 'true'),
    ),
  ],
  'true or false',
);

/** Where a resource's property stands. */
export function at(resource: Resource, path: string): Location {
  return { logicalId: resource.logicalId, path: `Properties.${path}` };
}

/** Reads a resource's properties. A property that is unknown or has a form not understood fails the start. */
export function readProperties<const S extends v.GenericSchema>(resource: Resource, schema: S): v.InferOutput<S> {
  try {
    return validate(resource.type, schema, resource.properties);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const [flaw] = error.flaws;
    const reason = `${resource.type}: ${flaw?.reason ?? 'not understood'}; expected ${flaw?.expected ?? 'another form'}`;
    throw new UnsupportedTemplateError(at(resource, flaw?.field ?? ''), reason, { cause: error });
  }
}
