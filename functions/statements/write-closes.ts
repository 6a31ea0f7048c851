import { isTreasuryError } from '../shared/core/errors.ts';
import type { FrozenMonth, MonthClose, MonthCloses } from '../shared/ledger/store/month-closes.ts';
import type { StatementNotes } from '../shared/ledger/store/statement-notes.ts';
import { buildMonth, type MonthSource } from '../shared/statements/close/build-month.ts';
import { closeDocument, contentDigest, documentDigest } from '../shared/statements/close/close-document.ts';
import { objectSource } from '../shared/statements/close/object-source.ts';
import { recentMonths } from '../shared/statements/close/recent-months.ts';
import { parseClose } from '../shared/statements/close/remake-close.ts';
import { statementObjectKey, statementPrefix } from '../shared/statements/lines.ts';
import { ChainBrokenError } from './chain.ts';
import type { StatementDependencies } from './dependencies.ts';
import { chainBrokenEvent } from './events.ts';
import type { StatementObjects } from './statement-objects.ts';

export interface CloseWriterDependencies extends Pick<StatementDependencies, 'objects' | 'bus' | 'clock' | 'report'> {
  readonly closes: MonthCloses;
  readonly notes: Pick<StatementNotes, 'list'>;
}

/** What the months' documents are under, beside the accounts. */
const closesFolder = 'closes';

/** Writes the document of each month that two people have signed and that has none. One that fails costs itself. */
export async function writeCloses(dependencies: CloseWriterDependencies): Promise<void> {
  let previous: string | undefined;
  for (const month of recentMonths(dependencies.clock.now())) {
    previous = await writeOrReport(dependencies, month, previous);
  }
}

/** The digest of the month's document, where it has one. */
async function writeOrReport(
  dependencies: CloseWriterDependencies,
  month: string,
  previous: string | undefined,
): Promise<string | undefined> {
  try {
    const { signOffs, frozen, written } = await dependencies.closes.read(month);
    return written?.digest ?? (frozen && (await writeClose(dependencies, { month, signOffs, frozen }, previous)));
  } catch (error) {
    if (!isTreasuryError(error)) throw error;
    dependencies.report('the close of a month could not be written', { month, error });
    if (error instanceof ChainBrokenError) {
      await dependencies.bus.publish([chainBrokenEvent(closesFolder, month, error.message)]);
    }
    return undefined;
  }
}

/** Once it is frozen, nobody signs it any more. */
interface SignedMonth extends Pick<MonthClose, 'signOffs'> {
  readonly month: string;
  readonly frozen: FrozenMonth;
}

/** Made anew from the bucket: what was signed is what the bucket says, or it is not written. */
async function writeClose(
  { objects, notes, closes, bus, clock }: CloseWriterDependencies,
  { month, signOffs, frozen }: SignedMonth,
  previous: string | undefined,
): Promise<string> {
  const { content } = await buildMonth(bucketSource(objects, notes, frozen), month, frozen.accounts);
  if (contentDigest(content) !== frozen.digest) throw new ChainBrokenError(month, 'comes to another month than signed');
  const text = closeDocument(content, signOffs, previous);
  const objectKey = `${statementPrefix}/${closesFolder}/${month}.json`;
  const isOurs = (await objects.putNew(objectKey, text)) === 'written';
  const digest = documentDigest(isOurs ? text : await adopt(objects, objectKey, month, frozen));
  const signedBy = signOffs.map(({ by }) => by);
  // Told before it is noted: a crash in between tells it twice, and not never.
  await bus.publish([{ detailType: 'MonthClosed', detail: { month, digest, objectKey, signedBy } }]);
  await closes.change(month, (now) =>
    now.written === undefined ? { ...now, written: { objectKey, digest, at: clock.now() } } : now,
  );
  return digest;
}

/** The document that a run wrote and did not note. It counts, since nobody can change it. */
async function adopt(
  objects: StatementObjects,
  objectKey: string,
  month: string,
  { digest }: FrozenMonth,
): Promise<string> {
  const text = await objects.get(objectKey);
  if (text === undefined) throw new ChainBrokenError(month, 'is closed there, and may not be read');
  if (parseClose(text)?.digest !== digest) {
    throw new ChainBrokenError(month, 'is closed there with other content than signed');
  }
  return text;
}

/** The statements as the bucket has them, and so many notes as were there when the month was signed. */
export function bucketSource(
  objects: Pick<StatementObjects, 'get'>,
  notes: Pick<StatementNotes, 'list'>,
  frozen: Pick<FrozenMonth, 'notes'>,
): MonthSource {
  return objectSource(
    (account, date) => objects.get(statementObjectKey(account, date)),
    async (account, date) => {
      const count = frozen.notes[`${account}.${date}`] ?? 0;
      return count === 0 ? [] : (await notes.list(account, date)).slice(0, count);
    },
  );
}
