import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import type { ExportSpan } from '../../../functions/shared/ledger/export-span.ts';
import { accessFile } from '../../command-line/access-file.ts';

/** An export as it was downloaded. */
export interface DownloadedExport {
  readonly span: ExportSpan;
  /** Whether an increment tells how its items stood before. */
  readonly hasOldImages: boolean;
  /** Its data files, each as its manifest says. */
  readonly files: readonly string[];
  /** How findings call it. */
  readonly name: string;
}

const time = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => Date.parse(text)),
);
const common = { manifestFilesS3Key: v.string(), exportArn: v.string(), outputFormat: v.literal('DYNAMODB_JSON') };
const summarySchema = v.union([
  v.object({
    ...common,
    exportType: v.literal('INCREMENTAL_EXPORT'),
    exportFromTime: time,
    exportToTime: time,
    outputView: v.string(),
  }),
  v.object({ ...common, exportType: v.exactOptional(v.literal('FULL_EXPORT')), exportTime: time }),
]);
const fileSchema = v.object({ md5Checksum: v.string(), dataFileS3Key: v.string() });

const summaryName = 'manifest-summary.json';
const filesName = 'manifest-files.json';

/**
 * All exports below a folder that was downloaded from the bucket, or from any folder in it: files are found by where
 * they lie beside their manifest, which is written last. Throws InvalidInputError for a file that is missing or
 * damaged.
 */
export async function exportsIn(folder: string): Promise<readonly DownloadedExport[]> {
  const found: DownloadedExport[] = [];
  for await (const summary of glob(`**/${summaryName}`, { cwd: folder })) {
    found.push(await readExport(path.join(folder, summary), path.dirname(summary)));
  }
  if (found.length === 0) throw flaw(folder, `has no ${summaryName} in it`, 'a folder with exports of the table');
  return found;
}

async function readExport(summaryFile: string, name: string): Promise<DownloadedExport> {
  const home = path.dirname(summaryFile);
  const summary = read(summaryFile, summarySchema, await text(summaryFile));
  const filesFile = path.join(home, filesName);
  const lines = (await text(filesFile)).split('\n').filter((line) => line.trim() !== '');
  const files: string[] = [];
  for (const line of lines) {
    const { dataFileS3Key, md5Checksum } = read(filesFile, fileSchema, line);
    const file = path.join(home, path.posix.relative(path.posix.dirname(summary.manifestFilesS3Key), dataFileS3Key));
    await checkFile(file, md5Checksum);
    files.push(file);
  }
  return { ...spanOf(summary), files, name };
}

function spanOf(summary: v.InferOutput<typeof summarySchema>): Pick<DownloadedExport, 'span' | 'hasOldImages'> {
  if (!('exportFromTime' in summary)) return { span: { kind: 'full', at: summary.exportTime }, hasOldImages: false };
  const { exportFromTime: from, exportToTime: to, outputView } = summary;
  return { span: { kind: 'increment', from, to }, hasOldImages: outputView === 'NEW_AND_OLD_IMAGES' };
}

/** Half a download would look like a history that was cut off. */
async function checkFile(file: string, md5: string): Promise<void> {
  const bytes = await accessFile(file, 'the file that its manifest names', () => readFile(file));
  if (createHash('md5').update(bytes).digest('base64') === md5) return;
  throw flaw(file, 'is not the file that its manifest describes', 'the file as it is in the bucket');
}

function text(file: string): Promise<string> {
  return accessFile(file, 'a file that can be read', () => readFile(file, 'utf8'));
}

function read<const Schema extends v.GenericSchema>(file: string, schema: Schema, json: string): v.InferOutput<Schema> {
  try {
    return v.parse(schema, JSON.parse(json));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof v.ValiError)) throw error;
    throw flaw(file, 'is not as DynamoDB writes it', 'a manifest of an export in DynamoDB JSON');
  }
}

function flaw(field: string, reason: string, expected: string): InvalidInputError {
  return new InvalidInputError('export', [{ field, reason, expected }]);
}
