import { describe, expect, test } from '@jest/globals';
import { ColumnsChangedError, wholeCsv } from '../../../../../console/pages/books/shared/whole-csv.ts';

const pages = ['id,note\r\n1,"two\r\nlines"\r\n2,\'=1+1\r\n', 'id,note\r\n', 'id,note\r\n3,\r\n'];

function reading(texts: readonly string[], signal = new AbortController().signal) {
  const reports: number[] = [];
  const read = async (after: string | undefined) => {
    const index = Number(after ?? 0);
    return { text: texts[index] ?? '', next: index + 1 < texts.length ? String(index + 1) : undefined };
  };
  return { reports, reading: { read, report: (count: number) => reports.push(count), signal } };
}

describe('a table of many pages', () => {
  test('has one line of names, and the rows as the API gave them', async () => {
    const { reports, reading: asked } = reading(pages);
    expect((await wholeCsv(asked))?.join('')).toBe(`${pages[0]}3,\r\n`);
    expect(reports).toEqual([1, 2, 3]);
  });

  test('is not put together of other columns', async () => {
    await expect(wholeCsv(reading(['id,note\r\n1,\r\n', 'id,kind\r\n2,\r\n']).reading)).rejects.toThrow(
      ColumnsChangedError,
    );
  });

  test('gives nothing once it was stopped', async () => {
    const stopper = new AbortController();
    const { reading: asked } = reading(pages, stopper.signal);
    const stopping = { ...asked, report: () => stopper.abort() };
    expect(await wholeCsv(stopping)).toBeUndefined();
  });
});
