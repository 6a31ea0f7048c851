import {
  DescribeExportCommand,
  DynamoDBClient,
  ExportNotFoundException,
  ExportTableToPointInTimeCommand,
  type ExportTableToPointInTimeCommandInput,
  InvalidExportTimeException,
} from '@aws-sdk/client-dynamodb';
import { TreasuryError } from '../shared/core/errors.ts';
import { exportPrefix } from '../shared/core/names.ts';
import { type ExportSpan, folderOf } from '../shared/ledger/export-span.ts';
import type { ExportClaim } from './progress.ts';

/** DynamoDB did not take an export, or did not say what became of one. The next run asks again. */
export class ExportUnavailableError extends TreasuryError {
  constructor(what: string, cause: unknown) {
    super('export-unavailable', `DynamoDB did not ${what}`, { cause });
  }
}

export type StartResult =
  | { readonly kind: 'started'; readonly exportArn: string }
  /** Before the time that point-in-time recovery reaches back to, or after the one that it shows by now. */
  | { readonly kind: 'out-of-reach' };

export type ExportState =
  | { readonly kind: 'under-way' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** DynamoDB's exports of one table into one bucket. Both throw ExportUnavailableError. */
export interface Exports {
  start(claim: ExportClaim): Promise<StartResult>;
  describe(exportArn: string): Promise<ExportState>;
}

export interface ExportDestination {
  readonly tableArn: string;
  readonly bucket: string;
  /** The KMS key that the files are encrypted with. */
  readonly keyArn: string;
}

export function openExports(destination: ExportDestination): Exports {
  const client = new DynamoDBClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
  return {
    start: async (claim) => {
      try {
        const answer = await client.send(new ExportTableToPointInTimeCommand(requestOf(destination, claim)));
        const exportArn = answer.ExportDescription?.ExportArn;
        if (exportArn === undefined) throw new TypeError('the answer names no export');
        return { kind: 'started', exportArn };
      } catch (error) {
        if (error instanceof InvalidExportTimeException) return { kind: 'out-of-reach' };
        throw new ExportUnavailableError('take an export', error);
      }
    },
    describe: async (ExportArn) => {
      try {
        const { ExportDescription } = await client.send(new DescribeExportCommand({ ExportArn }));
        const { ExportStatus: status, FailureCode: code, FailureMessage: message } = ExportDescription ?? {};
        if (status === 'COMPLETED') return { kind: 'complete' };
        if (status === 'FAILED') return { kind: 'failed', code: code ?? 'unknown', message: message ?? '' };
        return { kind: 'under-way' };
      } catch (error) {
        if (!(error instanceof ExportNotFoundException)) throw new ExportUnavailableError('describe an export', error);
        return { kind: 'failed', code: 'ExportNotFound', message: 'DynamoDB knows this export no longer' };
      }
    },
  };
}

/** Two requests of one claim are alike in everything: DynamoDB refuses a token that comes with something else. */
function requestOf({ tableArn, bucket, keyArn }: ExportDestination, { span, token }: ExportClaim) {
  return {
    TableArn: tableArn,
    ClientToken: token,
    S3Bucket: bucket,
    S3Prefix: `${exportPrefix}/${folderOf(span)}`,
    S3SseAlgorithm: 'KMS',
    S3SseKmsKeyId: keyArn,
    ExportFormat: 'DYNAMODB_JSON',
    ...timesOf(span),
  } satisfies ExportTableToPointInTimeCommandInput;
}

/** Old images too: what an increment begins with is what the export before it must have ended with. */
function timesOf(span: ExportSpan) {
  if (span.kind === 'full') return { ExportType: 'FULL_EXPORT', ExportTime: new Date(span.at) } as const;
  const IncrementalExportSpecification = {
    ExportFromTime: new Date(span.from),
    ExportToTime: new Date(span.to),
    ExportViewType: 'NEW_AND_OLD_IMAGES',
  } as const;
  return { ExportType: 'INCREMENTAL_EXPORT', IncrementalExportSpecification } as const;
}
