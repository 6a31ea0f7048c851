import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type ExportSpan, folderOf } from '../../../../../functions/shared/ledger/export-span.ts';
import type { Item } from '../../../../../functions/shared/ledger/store/table.ts';
import type { JsonObject } from '../../../../../infra/json.ts';
import { type ExportTimes, exportFiles } from '../../../../../infra/local/aws/exports/layout.ts';
import { noon } from '../../../../support/clock.ts';

const dayMs = 86_400_000;
const tableArn = 'arn:aws:dynamodb:ap-east-1:111122223333:table/ledger';

export const full = (at: number): ExportSpan => ({ kind: 'full', at });
export const increment = (from: number): ExportSpan => ({ kind: 'increment', from, to: from + dayMs });

/** As functions/shared/ledger/store/table.ts writes: a field without a value is none. */
const asTheTable = { removeUndefinedValues: true };

/** The lines of a full export. */
export const whole = (items: readonly Item[]): JsonObject[] =>
  items.map((item) => ({ Item: marshall(item, asTheTable) }));

/** The line of an increment about an item that stood so before, and so after. */
export const changed = (before: Item | undefined, after: Item | undefined): JsonObject => ({
  Metadata: { WriteTimestampMicros: { N: `${noon}000` } },
  Keys: { pk: { S: String((after ?? before)?.pk) } },
  ...(before === undefined ? {} : { OldImage: marshall(before, asTheTable) }),
  ...(after === undefined ? {} : { NewImage: marshall(after, asTheTable) }),
});

export type WriteExport = (span: ExportSpan, lines: readonly JsonObject[], view?: string) => Promise<void>;

/** Writes exports as they would lie in a folder that was downloaded from the bucket. */
export function exportWriter(folder: string): WriteExport {
  let count = 0;
  return async (span, lines, view = 'NEW_AND_OLD_IMAGES') => {
    count += 1;
    const id = `0176${String(count).padStart(10, '0')}-0000000${count}`;
    const times: ExportTimes = span.kind === 'full' ? span : { ...span, view };
    const prefix = `ledger/${folderOf(span)}`;
    const encryption = { s3SseAlgorithm: 'KMS', s3SseKmsKeyId: 'key' };
    const exportArn = `${tableArn}/export/${id}`;
    const made = {
      id,
      exportArn,
      tableArn,
      bucket: 'exports',
      prefix,
      times,
      startedAt: noon,
      endedAt: noon,
      encryption,
    };
    for (const [key, body] of exportFiles(made, lines)) {
      await mkdir(path.join(folder, path.dirname(key)), { recursive: true });
      await writeFile(path.join(folder, key), body);
    }
  };
}
