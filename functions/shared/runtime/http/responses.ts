import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type ErrorCode, errorCodes, isPublishedErrorCode, type PublishedErrorCode } from '../../core/error-codes.ts';
import { InvalidInputError, isTreasuryError, type TreasuryError } from '../../core/errors.ts';
import type { ErrorResponse } from './error-response.ts';
import type { CsvResponse } from './route.ts';
import { MethodNotAllowedError } from './route-errors.ts';

export function json(statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

/** A table, as a file of its own. */
export function csv({ status, csv: body, headers }: CsvResponse): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body,
  };
}

/** The answer for an error: code, message, and for bad input each field with its reason. */
export function errorResponse(error: unknown): APIGatewayProxyStructuredResultV2 {
  // A code that is not published is our own fault, and nothing of it is told.
  if (!isTreasuryError(error) || !isPublishedErrorCode(error.code)) {
    return errorBody('internal-error', 'Something failed here; it is in the log', []);
  }
  const message = error.code.startsWith('secret-')
    ? 'The key for this cannot be used; the log says why'
    : error.message;
  const response = errorBody(error.code, message, detailsOf(error));
  if (!(error instanceof MethodNotAllowedError)) return response;
  return { ...response, headers: { ...response.headers, allow: error.allow.join(', ') } };
}

/** Inputs whose flaws the caller may see. Those of a secret are for the log. */
const detailedCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['invalid-input', 'look-alike']);

function detailsOf(error: TreasuryError): ErrorResponse['error']['details'] {
  const isDetailed = detailedCodes.has(error.code) || errorCodes[error.code].status === 422;
  return error instanceof InvalidInputError && isDetailed ? error.flaws : [];
}

function errorBody(code: PublishedErrorCode, message: string, details: ErrorResponse['error']['details']) {
  const answer: ErrorResponse = { error: { code, message, details } };
  return json(errorCodes[code].status, answer);
}
