import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useTexts } from '../../../app/context.ts';
import { Amount } from '../../../ui/amount.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { DownloadButton } from './download-button.tsx';
import { resultCsv } from './result-csv.ts';
import type { CheckedRow } from './row-flaws.ts';
import { isKnown, isToAsk, isUnchecked, type RowState } from './row-state.ts';
import { RowTable } from './row-table.tsx';
import { totalsByCoin } from './totals.ts';
import { type FileRun, useFileRun } from './use-file-run.ts';
import { objectionLines, rowFlawWords, stateWords } from './words.ts';

interface FileRowsProps {
  readonly name: string;
  readonly rows: readonly CheckedRow[];
  readonly tellRunning: (isRunning: boolean) => void;
}

/** All rows of a file, what would become of each, and what did. Nothing is asked for before somebody says so. */
export function FileRows({ name, rows: read, tellRunning }: FileRowsProps) {
  const texts = useTexts('requests');
  const codes = useTexts('codes');
  // The rows stay as they were read, whatever the page reads anew.
  const [rows] = useState(read);
  const run = useFileRun(rows);
  const { states, running, end } = run;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(run.check, []);
  // The button that began or stopped it is gone: whoever pressed it is at how it goes.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, [running]);
  useEffect(() => tellRunning(running !== undefined), [running]);
  const wordsOf = (index: number): string =>
    [
      stateWords(texts, states[index] ?? { at: 'wrong' }),
      ...(rows[index]?.flaws ?? []).map((flaw) => rowFlawWords(texts, flaw)),
      ...objectionLines(texts, codes, states[index] ?? { at: 'wrong' }),
    ].join('; ');
  const results = () =>
    resultCsv(rows.map(({ row }, index) => ({ row, state: states[index] ?? { at: 'wrong' }, words: wordsOf(index) })));
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {texts.file.rowsOf(name, rows.length)}
      </h2>
      <Progress run={run} />
      {end?.end === 'failed' && <Failure error={end.error} />}
      <RowTable rows={rows} states={states} />
      <Send rows={rows} run={run} />
      {states.some(({ at }) => at === 'taken' || at === 'unclear') && (
        <DownloadButton label={texts.file.results} name={`results-${name.replace(/\.csv$/i, '')}.csv`} text={results} />
      )}
    </section>
  );
}

function Progress({ run: { states, running, stop } }: { run: FileRun }) {
  const texts = useTexts('requests').file;
  if (running === undefined) return <p role="status">{summaryOf(texts, states)}</p>;
  const left = states.filter(running === 'check' ? isUnchecked : isLeft).length;
  const done = states.length - left;
  return (
    <div>
      <p>{running === 'check' ? texts.checking : texts.asking}</p>
      <progress value={done} max={states.length} aria-label={running === 'check' ? texts.checking : texts.asking} />
      <p>{texts.progress(done, states.length)}</p>
      <button type="button" onClick={stop}>
        {texts.stop}
      </button>
    </div>
  );
}

const isLeft = (state: RowState): boolean => isToAsk(state) || state.at === 'asking';

function summaryOf(texts: ReturnType<typeof useTexts<'requests'>>['file'], states: readonly RowState[]): string {
  const count = (isMeant: (state: RowState) => boolean) => states.filter(isMeant).length;
  const taken = count(({ at }) => at === 'taken');
  const toAsk = count(isToAsk);
  return texts.summary({
    taken,
    known: count(isKnown),
    toAsk,
    unchecked: count(isUnchecked),
    leftOut: states.length - taken - toAsk - count(isUnchecked),
  });
}

/** What would be asked for comes to so much. It takes a tick and a press. */
function Send({ rows, run }: { rows: readonly CheckedRow[]; run: FileRun }) {
  const texts = useTexts('requests').file;
  const { states, running, check, ask } = run;
  const [isSeen, setSeen] = useState(false);
  const meant = useMemo(() => rows.filter((_, index) => isToAsk(states[index] ?? { at: 'wrong' })), [rows, states]);
  if (running !== undefined) return null;
  if (states.some(isUnchecked)) {
    return (
      <div class="actions">
        <button type="button" onClick={check}>
          {texts.goOnChecking}
        </button>
      </div>
    );
  }
  if (meant.length === 0) return null;
  return (
    <section class="card">
      <h3>{texts.totals}</h3>
      <Totals rows={meant} />
      <p>{texts.each}</p>
      <label class="choice">
        <input type="checkbox" checked={isSeen} onChange={({ currentTarget }) => setSeen(currentTarget.checked)} />{' '}
        {texts.seen}
      </label>
      <div class="actions">
        <button type="button" class="main" disabled={!isSeen} onClick={ask}>
          {texts.send(meant.length)}
        </button>
      </div>
    </section>
  );
}

function Totals({ rows }: { rows: readonly CheckedRow[] }) {
  const texts = useTexts('requests').file;
  return (
    <ul>
      {totalsByCoin(rows.map(({ row }) => row)).map(({ coin, count, total }) => (
        <li key={coin}>
          <strong>
            <Amount quantity={total} coin={coin} />
          </strong>{' '}
          {texts.inPayments(count)}
        </li>
      ))}
    </ul>
  );
}
