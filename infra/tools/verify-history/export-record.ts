import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as v from 'valibot';
import { InvalidInputError } from '../../../functions/shared/core/errors.ts';
import type { Item } from '../../../functions/shared/ledger/store/table.ts';

/** One item of an export. */
export interface ExportRecord {
  readonly pk: string;
  /** As it stood when an increment begins. Absent in a full export, and where the item came in the increment. */
  readonly before?: Item;
  /** As it stands in the end. Absent where it was deleted. */
  readonly after?: Item;
}

const image = v.record(
  v.string(),
  v.custom<AttributeValue>((value) => typeof value === 'object' && value !== null),
);
const keys = v.looseObject({ pk: v.looseObject({ S: v.string() }) });

/**
 * DynamoDB's own forms: `{"Item": …}` of a full export, `{"Metadata": …, "Keys": …, "NewImage": …}` of an incremental
 * one.
 */
const lineSchema = v.union([
  v.object({ Item: v.intersect([keys, image]) }),
  v.object({ Keys: keys, OldImage: v.exactOptional(image), NewImage: v.exactOptional(image) }),
]);

/** Reads one line of a file of an export. Throws InvalidInputError with the line's number. */
export function parseRecord(line: string, number: number): ExportRecord {
  const read = parse(line, number);
  if ('Item' in read) return { pk: read.Item.pk.S, after: unmarshall(read.Item) };
  const { Keys, OldImage, NewImage } = read;
  return {
    pk: Keys.pk.S,
    ...(OldImage === undefined ? {} : { before: unmarshall(OldImage) }),
    ...(NewImage === undefined ? {} : { after: unmarshall(NewImage) }),
  };
}

function parse(line: string, number: number): v.InferOutput<typeof lineSchema> {
  try {
    return v.parse(lineSchema, JSON.parse(line));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof v.ValiError)) throw error;
    const expected = 'one {"Item": …} or {"Keys": …, "NewImage": …} of a DynamoDB export a line';
    throw new InvalidInputError('export', [{ field: `line ${number}`, reason: 'is no exported item', expected }]);
  }
}
