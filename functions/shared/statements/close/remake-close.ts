import * as v from 'valibot';
import { digestHexSchema } from '../schemas.ts';
import { buildMonth } from './build-month.ts';
import { closeDocument } from './close-document.ts';
import { objectSource, type ReadObject } from './object-source.ts';

const millis = v.pipe(v.number(), v.integer(), v.minValue(0));
const noteSchema = v.object({ text: v.string(), by: v.string(), at: millis });
const documentSchema = v.object({
  kind: v.literal('month-close'),
  version: v.literal(1),
  previous: v.exactOptional(digestHexSchema),
  digest: digestHexSchema,
  signOffs: v.array(v.object({ by: v.string(), at: millis })),
  content: v.object({
    month: v.string(),
    accounts: v.array(v.string()),
    unexplained: v.array(
      v.object({ account: v.string(), date: v.string(), id: v.string(), notes: v.array(noteSchema) }),
    ),
  }),
});

export type CloseDocument = v.InferOutput<typeof documentSchema>;

/** Undefined for what is no document of a closed month. */
export function parseClose(text: string): CloseDocument | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), documentSchema), text);
  return parsed.success ? parsed.output : undefined;
}

/**
 * The document of a closed month, made again from the statements in the bucket: of itself it gives only what people
 * said and signed. From the same statements it is the same to the byte. Throws StatementUnreadableError.
 */
export async function remakeClose({ content, signOffs, previous }: CloseDocument, read: ReadObject): Promise<string> {
  const { month, accounts, unexplained } = content;
  const notes = async (account: string, date: string) =>
    unexplained
      .filter((row) => row.account === account && row.date === date)
      .flatMap(({ id: row, notes: own }) => own.map((note) => ({ row, ...note })));
  const built = await buildMonth(objectSource(read, notes), month, accounts);
  return closeDocument(built.content, signOffs, previous);
}
