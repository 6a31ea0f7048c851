import * as v from 'valibot';
import { ServiceError } from '../errors.ts';

/**
 * Reads the body of an AWS call. Throws the service's ValidationException, which names the field and shows no value.
 */
export function readRequest<const S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const field = v.getDotPath(result.issues[0]);
  throw new ServiceError('ValidationException', `${field ?? 'the request'}: not taken by the local stack`);
}
