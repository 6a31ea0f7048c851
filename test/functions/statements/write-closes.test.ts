import { beforeEach, describe, expect, test } from '@jest/globals';
import { signOff } from '../../../functions/reports/months/sign-off.ts';
import type { OutgoingEvent } from '../../../functions/shared/ledger/messaging/bus.ts';
import { StoreUnavailableError } from '../../../functions/shared/ledger/store/errors.ts';
import { type MonthCloses, openMonthCloses } from '../../../functions/shared/ledger/store/month-closes.ts';
import { openStatementNotes } from '../../../functions/shared/ledger/store/statement-notes.ts';
import { buildMonth, datesOf } from '../../../functions/shared/statements/close/build-month.ts';
import { contentDigest, documentDigest } from '../../../functions/shared/statements/close/close-document.ts';
import { parseClose, remakeClose } from '../../../functions/shared/statements/close/remake-close.ts';
import { digestOfLines, linesOf, statementObjectKey } from '../../../functions/shared/statements/lines.ts';
import type { StatementObjects } from '../../../functions/statements/statement-objects.ts';
import { bucketSource, writeCloses } from '../../../functions/statements/write-closes.ts';
import { manualClock, noon } from '../../support/clock.ts';
import { memoryTable } from '../../support/memory-items.ts';
import { person } from '../../support/people.ts';
import { balanced, statementDay, statementRow } from '../../support/statements.ts';

const month = '2026-10';
const key = `statements/closes/${month}.json`;
let files: Map<string, string>;
let objects: StatementObjects;
let closes: MonthCloses;
let events: OutgoingEvent[];
let reports: string[];
let run: (by?: MonthCloses) => Promise<void>;

beforeEach(async () => {
  const { table } = memoryTable();
  files = new Map();
  events = [];
  reports = [];
  objects = {
    get: async (name) => files.get(name),
    putNew: async (name, text) => {
      if (files.has(name)) return 'exists';
      files.set(name, text);
      return 'written';
    },
  };
  closes = openMonthCloses(table);
  const notes = openStatementNotes(table);
  await putMonth();
  await notes.add('custody', '2026-10-05', { row: '1', text: 'a gift', by: 'alice@example.com', at: noon });
  const everything = bucketSource(objects, notes, { notes: { 'custody.2026-10-05': 1 } });
  const built = await buildMonth(everything, month, ['custody']);
  const digest = contentDigest(built.content);
  for (const name of ['bob', 'carol']) {
    await closes.change(month, (now) => signOff(now, built, digest, { ...person(`${name}@example.com`), at: noon }));
  }
  // Too late: it is not in what was signed.
  await notes.add('custody', '2026-10-05', { row: '1', text: 'of a friend', by: 'alice@example.com', at: noon });
  const bus = {
    publish: async (sent: readonly OutgoingEvent[]) => {
      events.push(...sent);
    },
  };
  const report = (what: string) => {
    reports.push(what);
  };
  run = (by = closes) => writeCloses({ objects, closes: by, notes, bus, clock: manualClock(), report });
});

async function putMonth(): Promise<void> {
  let previous: string | undefined;
  for (const date of datesOf(month)) {
    const rows = date === '2026-10-05' ? [statementRow()] : [];
    const chained = previous === undefined ? {} : { previous };
    const lines = linesOf({ ...balanced(statementDay(date), { USDT: '0' }, rows), ...chained });
    files.set(statementObjectKey('custody', date), lines);
    previous = digestOfLines(lines);
  }
}

const written = () => {
  const document = parseClose(files.get(key) ?? '');
  if (document === undefined) throw new TypeError('there is no document');
  return document;
};

describe('a month that two people have signed', () => {
  test('is written once, told of, and noted', async () => {
    await run();
    await run();
    const digest = documentDigest(files.get(key) ?? '');
    const detail = { month, digest, objectKey: key, signedBy: ['bob@example.com', 'carol@example.com'] };
    expect(events).toEqual([{ detailType: 'MonthClosed', detail }]);
    expect((await closes.read(month)).written).toMatchObject({ objectKey: key, digest });
    expect(reports).toEqual([]);
  });

  test('has what was signed, without what was written later', async () => {
    await run();
    const { digest, content } = written();
    expect(content.unexplained.map(({ notes }) => notes.map(({ text }) => text))).toEqual([['a gift']]);
    expect(digest).toBe((await closes.read(month)).frozen?.digest);
  });

  test('is the same to the byte when it is made again of nothing but the bucket', async () => {
    await run();
    const again = await remakeClose(written(), async (account, date) => files.get(statementObjectKey(account, date)));
    expect(again).toBe(files.get(key));
  });

  test('is taken over where a run wrote it and crashed', async () => {
    const crashes = () => Promise.reject(new StoreUnavailableError('a write', undefined));
    await run({ ...closes, change: crashes });
    const text = files.get(key);
    expect((await closes.read(month)).written).toBeUndefined();
    await run();
    expect(files.get(key)).toBe(text);
    expect((await closes.read(month)).written?.digest).toBe(documentDigest(text ?? ''));
    expect(events).toHaveLength(2);
  });

  test('is not written where the bucket says something else than was signed', async () => {
    const name = statementObjectKey('custody', '2026-10-09');
    files.set(name, (files.get(name) ?? '').replace('"closing":"0"', '"closing":"5"'));
    await run();
    expect(files.has(key)).toBe(false);
    expect(events).toMatchObject([{ detailType: 'StatementChainBroken', detail: { account: 'closes', date: month } }]);
    expect(reports).toHaveLength(1);
  });
});
