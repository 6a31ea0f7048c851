import type { ErrorResponse } from '../../functions/shared/runtime/http/error-response.ts';

export type ErrorBody = ErrorResponse;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whether it is an error of the API's own. The gateway in front of it has another form, and tells nothing by it. */
export function isErrorBody(body: unknown): body is ErrorBody {
  if (!isObject(body) || !isObject(body.error)) return false;
  const { code, message, details } = body.error;
  return typeof code === 'string' && typeof message === 'string' && Array.isArray(details) && details.every(isFlaw);
}

function isFlaw(flaw: unknown): boolean {
  return isObject(flaw) && ['field', 'reason', 'expected'].every((name) => typeof flaw[name] === 'string');
}
