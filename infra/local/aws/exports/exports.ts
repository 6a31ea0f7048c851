import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { JsonObject } from '../../../json.ts';
import { ServiceError } from '../errors.ts';
import type { Identity } from '../guard/identity.ts';
import { arnName } from '../names.ts';
import type { TableContent } from '../services/database.ts';
import { readRequest } from '../services/request.ts';
import { changeLines, type Snapshot, snapshotOf, wholeLines } from './changes.ts';
import { type ExportFacts, type ExportTimes, exportFiles } from './layout.ts';
import { type ExportRequest, readExportRequest, timesOf } from './request.ts';

/** What exports are made of and go to. */
export interface ExportPorts {
  /** Throws for an unknown table. */
  readTable(name: string): Promise<TableContent>;
  /** Writes one file in the name of who asked for the export. Throws a ServiceError where they may not. */
  putObject(by: Identity, object: { readonly bucket: string; readonly key: string }, body: Buffer): Promise<void>;
  now(): number;
}

interface StartedExport {
  readonly request: ExportRequest;
  readonly askedAt: number;
  /** As DescribeExport shows it. */
  description: JsonObject;
}

/** So long DynamoDB keeps a token. */
const tokenMs = 8 * 3_600_000;

/**
 * DynamoDB's exports, which the emulator lacks. The emulator has no past: a full export is of the table as it stands,
 * and an increment has what changed since the export before it, whatever their times say. All else is as documented:
 * the times that are taken, the tokens, and the files.
 */
export class TableExports {
  private readonly ports: ExportPorts;
  private readonly started = new Map<string, StartedExport>();
  /** Each table as the last export of it found it. */
  private readonly exported = new Map<string, Snapshot>();

  constructor(ports: ExportPorts) {
    this.ports = ports;
  }

  /** ExportTableToPointInTime. It is made at once, and described as complete when it is asked for. */
  async start(body: unknown, by: Identity): Promise<JsonObject> {
    const request = readExportRequest(body);
    const now = this.ports.now();
    const times = timesOf(request, now);
    const arn = this.sameAs(request, now) ?? (await this.make(request, times, now, by));
    return { ExportDescription: { ...this.started.get(arn)?.description, ExportStatus: 'IN_PROGRESS' } };
  }

  describe(body: unknown): JsonObject {
    const { ExportArn } = readRequest(v.strictObject({ ExportArn: v.string() }), body);
    const made = this.started.get(ExportArn);
    if (made === undefined) throw new ServiceError('ExportNotFoundException', `there is no export ${ExportArn}`);
    return { ExportDescription: made.description };
  }

  list(body: unknown): JsonObject {
    const { TableArn } = readRequest(v.strictObject({ TableArn: v.optional(v.string()) }), body);
    const all = [...this.started.values()].filter(
      ({ request }) => TableArn === undefined || request.TableArn === TableArn,
    );
    const summary = ({ description: { ExportArn, ExportStatus, ExportType } }: StartedExport) => ({
      ExportArn,
      ExportStatus,
      ExportType,
    });
    return { ExportSummaries: all.map(summary) };
  }

  /** The export of an earlier request with the same token, which must be the same in everything. */
  private sameAs(request: ExportRequest, now: number): string | undefined {
    if (request.ClientToken === undefined) return undefined;
    const found = [...this.started].find(
      ([, made]) => made.request.ClientToken === request.ClientToken && now - made.askedAt <= tokenMs,
    );
    if (found === undefined || isDeepStrictEqual(found[1].request, request)) return found?.[0];
    throw new ServiceError('ExportConflictException', 'the token came with another request before');
  }

  private async make(request: ExportRequest, times: ExportTimes, now: number, by: Identity): Promise<string> {
    const { TableArn, S3Bucket } = request;
    const { items, keyNames } = await this.ports.readTable(arnName(TableArn).replace(/^table\//, ''));
    const before = this.exported.get(TableArn) ?? new Map();
    const table = snapshotOf(items, keyNames);
    const id = `${String(now).padStart(14, '0')}-${randomUUID().slice(0, 8)}`;
    const facts = factsOf(request, `${TableArn}/export/${id}`, id, times, now);
    const lines =
      times.kind === 'full'
        ? wholeLines(table)
        : changeLines(before, table, keyNames, { writtenAt: now, withOldImages: times.view !== 'NEW_IMAGE' });
    const ended = await this.write(by, S3Bucket, exportFiles(facts, lines));
    if (ended.ExportStatus === 'COMPLETED') this.exported.set(TableArn, table);
    const description = { ...describedRequest(request, facts), ItemCount: lines.length, ...ended };
    this.started.set(facts.exportArn, { request, askedAt: now, description });
    return facts.exportArn;
  }

  /** An export that cannot be written is taken all the same, and fails later. */
  private async write(by: Identity, bucket: string, files: ReadonlyMap<string, Buffer>): Promise<JsonObject> {
    try {
      for (const [key, body] of files) await this.ports.putObject(by, { bucket, key }, body);
      return { ExportStatus: 'COMPLETED' };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return { ExportStatus: 'FAILED', FailureCode: `S3${error.type}`, FailureMessage: error.message };
    }
  }
}

function factsOf(request: ExportRequest, exportArn: string, id: string, times: ExportTimes, now: number): ExportFacts {
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

function describedRequest(request: ExportRequest, { exportArn, startedAt, endedAt }: ExportFacts): JsonObject {
  return { ...request, ExportArn: exportArn, StartTime: startedAt / 1_000, EndTime: endedAt / 1_000 };
}
