import * as v from 'valibot';
import { ServiceError } from '../errors.ts';
import { readRequest } from '../services/request.ts';
import type { ExportTimes } from './layout.ts';

const seconds = v.pipe(v.number(), v.integer(), v.minValue(0));
const requestSchema = v.strictObject({
  TableArn: v.string(),
  ClientToken: v.optional(v.string()),
  S3Bucket: v.string(),
  S3Prefix: v.optional(v.string(), ''),
  S3SseAlgorithm: v.optional(v.picklist(['AES256', 'KMS'])),
  S3SseKmsKeyId: v.optional(v.string()),
  ExportFormat: v.optional(v.literal('DYNAMODB_JSON')),
  ExportType: v.optional(v.picklist(['FULL_EXPORT', 'INCREMENTAL_EXPORT']), 'FULL_EXPORT'),
  ExportTime: v.optional(seconds),
  IncrementalExportSpecification: v.optional(
    v.strictObject({
      ExportFromTime: seconds,
      ExportToTime: seconds,
      ExportViewType: v.optional(v.picklist(['NEW_IMAGE', 'NEW_AND_OLD_IMAGES']), 'NEW_AND_OLD_IMAGES'),
    }),
  ),
});
export type ExportRequest = v.InferOutput<typeof requestSchema>;

/** Reads the body of ExportTableToPointInTime. Throws the service's ValidationException. */
export function readExportRequest(body: unknown): ExportRequest {
  return readRequest(requestSchema, body);
}

/** What DynamoDB gives out as an increment. */
const shortestMs = 15 * 60_000;
const longestMs = 24 * 3_600_000;

/** The times of a request, where DynamoDB would take them. */
export function timesOf(request: ExportRequest, now: number): ExportTimes {
  const { ExportType, ExportTime, IncrementalExportSpecification: increment } = request;
  if (ExportType === 'FULL_EXPORT') {
    const at = ExportTime === undefined ? now : ExportTime * 1_000;
    if (increment !== undefined) throw new ServiceError('ValidationException', 'a full export has no increment');
    if (at > now) throw new ServiceError('InvalidExportTimeException', 'the time of the export is in the future');
    return { kind: 'full', at };
  }
  if (increment === undefined) throw new ServiceError('ValidationException', 'an increment has its times');
  const [from, to] = [increment.ExportFromTime * 1_000, increment.ExportToTime * 1_000];
  if (to > now) throw new ServiceError('InvalidExportTimeException', 'the end of the increment is in the future');
  if (to - from < shortestMs || to - from > longestMs)
    throw new ServiceError('ValidationException', 'an increment has 15 minutes to 24 hours');
  return { kind: 'increment', from, to, view: increment.ExportViewType };
}
