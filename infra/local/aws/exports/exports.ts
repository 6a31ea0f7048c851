import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { ServiceError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { arnName } from '../names.ts';
import { readRequest } from '../services/request.ts';
import { changeLines, type Snapshot, snapshotOf, wholeLines } from './changes.ts';
import { type ExportFacts, type ExportTimes, exportFiles } from './layout.ts';

/** What exports are made of and go to. */
export interface ExportGround {
  /** All items of a table in DynamoDB's own JSON, and the names of its key. Throws a ServiceError for an unknown table. */
  readTable(name: string): Promise<{ readonly items: readonly JsonObject[]; readonly keyNames: readonly string[] }>;
  /** Writes one file. Throws a ServiceError where it may not, or where there is no such bucket. */
  putObject(bucket: string, key: string, body: Buffer): Promise<void>;
  now(): number;
}

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
type Request = v.InferOutput<typeof requestSchema>;

interface Made {
  readonly request: Request;
  readonly askedAt: number;
  /** As DescribeExport shows it. */
  description: JsonObject;
}

const minuteMs = 60_000;
const shortestMs = 15 * minuteMs;
const longestMs = 24 * 60 * minuteMs;
const tokenMs = 8 * 60 * minuteMs;

/**
 * DynamoDB's exports, which the emulator lacks. The emulator has no past: a full export is of the table as it stands, and
 * an increment has what changed since the export before it, whatever their times say. All else is as documented: the
 * times that are taken, the tokens, and the files.
 */
export class TableExports {
  private readonly ground: ExportGround;
  private readonly made = new Map<string, Made>();
  /** Each table as the last export of it found it. */
  private readonly exported = new Map<string, Snapshot>();

  constructor(ground: ExportGround) {
    this.ground = ground;
  }

  /** ExportTableToPointInTime. It is made at once, and described as complete when it is asked for. */
  async start(body: unknown): Promise<JsonObject> {
    const request = readRequest(requestSchema, body);
    const now = this.ground.now();
    const times = timesOf(request, now);
    const arn = this.sameAs(request, now) ?? (await this.make(request, times, now));
    return { ExportDescription: { ...this.made.get(arn)?.description, ExportStatus: 'IN_PROGRESS' } };
  }

  describe(body: unknown): JsonObject {
    const { ExportArn } = readRequest(v.strictObject({ ExportArn: v.string() }), body);
    const made = this.made.get(ExportArn);
    if (made === undefined) throw new ServiceError('ExportNotFoundException', `there is no export ${ExportArn}`);
    return { ExportDescription: made.description };
  }

  list(body: unknown): JsonObject {
    const { TableArn } = readRequest(v.strictObject({ TableArn: v.optional(v.string()) }), body);
    const all = [...this.made.values()].filter(
      ({ request }) => TableArn === undefined || request.TableArn === TableArn,
    );
    const summary = ({ description: { ExportArn, ExportStatus, ExportType } }: Made) => ({
      ExportArn,
      ExportStatus,
      ExportType,
    });
    return { ExportSummaries: all.map(summary) };
  }

  /** The export of an earlier request with the same token, which must be the same in everything. */
  private sameAs(request: Request, now: number): string | undefined {
    if (request.ClientToken === undefined) return undefined;
    const found = [...this.made].find(
      ([, made]) => made.request.ClientToken === request.ClientToken && now - made.askedAt <= tokenMs,
    );
    if (found === undefined || isDeepStrictEqual(found[1].request, request)) return found?.[0];
    throw new ServiceError('ExportConflictException', 'the token came with another request before');
  }

  private async make(request: Request, times: ExportTimes, now: number): Promise<string> {
    const { TableArn, S3Bucket } = request;
    const { items, keyNames } = await this.ground.readTable(arnName(TableArn).replace(/^table\//, ''));
    const before = this.exported.get(TableArn) ?? new Map();
    const table = snapshotOf(items, keyNames);
    const id = `${String(now).padStart(14, '0')}-${randomUUID().slice(0, 8)}`;
    const facts = factsOf(request, `${TableArn}/export/${id}`, id, times, now);
    const lines =
      times.kind === 'full'
        ? wholeLines(table)
        : changeLines(before, table, keyNames, { writtenAt: now, withOldImages: times.view !== 'NEW_IMAGE' });
    const ended = await this.write(S3Bucket, exportFiles(facts, lines));
    if (ended.ExportStatus === 'COMPLETED') this.exported.set(TableArn, table);
    const description = { ...describedRequest(request, facts), ItemCount: lines.length, ...ended };
    this.made.set(facts.exportArn, { request, askedAt: now, description });
    return facts.exportArn;
  }

  /** An export that cannot be written is taken all the same, and fails later. */
  private async write(bucket: string, files: ReadonlyMap<string, Buffer>): Promise<JsonObject> {
    try {
      for (const [key, body] of files) await this.ground.putObject(bucket, key, body);
      return { ExportStatus: 'COMPLETED' };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return { ExportStatus: 'FAILED', FailureCode: `S3${error.type}`, FailureMessage: error.message };
    }
  }
}

/** The times of a request, where DynamoDB would take them. */
function timesOf(request: Request, now: number): ExportTimes {
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

function factsOf(request: Request, exportArn: string, id: string, times: ExportTimes, now: number): ExportFacts {
  return {
    id,
    exportArn,
    tableArn: request.TableArn,
    bucket: request.S3Bucket,
    prefix: request.S3Prefix,
    times,
    startedAt: now,
    endedAt: now,
    encryption: { s3SseAlgorithm: request.S3SseAlgorithm ?? null, s3SseKmsKeyId: request.S3SseKmsKeyId ?? null },
  };
}

function describedRequest(request: Request, { exportArn, startedAt, endedAt }: ExportFacts): JsonObject {
  return { ...request, ExportArn: exportArn, StartTime: startedAt / 1_000, EndTime: endedAt / 1_000 };
}
