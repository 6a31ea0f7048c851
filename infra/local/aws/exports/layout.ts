import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { iso } from '../../../../functions/shared/core/clock.ts';
import type { JsonObject } from '../../../json.ts';

/** What an export is of, and when. Times as milliseconds since 1970. */
export type ExportTimes =
  | { readonly kind: 'full'; readonly at: number }
  | { readonly kind: 'increment'; readonly from: number; readonly to: number; readonly view: string };

export interface ExportFacts {
  readonly id: string;
  readonly exportArn: string;
  readonly tableArn: string;
  readonly bucket: string;
  /** Without slashes at its ends; empty where there is none. */
  readonly prefix: string;
  readonly times: ExportTimes;
  /** When it began and ended. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly encryption: { readonly s3SseAlgorithm: string | null; readonly s3SseKmsKeyId: string | null };
}

/**
 * The files of an export by their keys, as the DynamoDB guide describes them ("DynamoDB table export output format"):
 * the data of increments lies in one folder for all, and each export has its manifests. The summary comes last: where
 * it is, the export is whole. The empty file `_started` is left out: the emulator of S3 takes no empty ones.
 */
export function exportFiles(facts: ExportFacts, lines: readonly JsonObject[]): ReadonlyMap<string, Buffer> {
  const base = facts.prefix === '' ? 'AWSDynamoDB' : `${facts.prefix}/AWSDynamoDB`;
  const home = `${base}/${facts.id}`;
  const data = gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const dataKey = `${facts.times.kind === 'full' ? home : base}/data/${facts.id.replace(/^\d+-/, '')}.json.gz`;
  const manifestKey = `${home}/manifest-files.json`;
  const md5Checksum = md5(data);
  const etag = createHash('md5').update(data).digest('hex');
  const file = { itemCount: lines.length, md5Checksum, etag: `${etag}-1`, dataFileS3Key: dataKey };
  const manifest = Buffer.from(`${JSON.stringify(file)}\n`);
  const summary = Buffer.from(JSON.stringify(summaryOf(facts, manifestKey, lines.length, data.length)));
  return new Map([
    [dataKey, data],
    [manifestKey, manifest],
    [`${home}/manifest-files.checksum`, Buffer.from(md5(manifest))],
    [`${home}/manifest-summary.checksum`, Buffer.from(md5(summary))],
    [`${home}/manifest-summary.json`, summary],
  ]);
}

function summaryOf(facts: ExportFacts, manifestKey: string, itemCount: number, billedSizeBytes: number): JsonObject {
  const { times } = facts;
  return {
    version: times.kind === 'full' ? '2020-06-30' : '2023-08-01',
    exportArn: facts.exportArn,
    startTime: iso(facts.startedAt),
    endTime: iso(facts.endedAt),
    tableArn: facts.tableArn,
    ...(times.kind === 'full'
      ? { exportTime: iso(times.at) }
      : {
          exportFromTime: iso(times.from),
          exportToTime: iso(times.to),
          outputView: times.view,
          exportType: 'INCREMENTAL_EXPORT',
        }),
    s3Bucket: facts.bucket,
    s3Prefix: facts.prefix === '' ? null : facts.prefix,
    ...facts.encryption,
    manifestFilesS3Key: manifestKey,
    billedSizeBytes,
    itemCount,
    outputFormat: 'DYNAMODB_JSON',
  };
}

function md5(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('base64');
}
