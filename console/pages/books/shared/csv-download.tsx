import { useEffect, useRef, useState } from 'preact/hooks';
import type { CsvPage } from '../../../api/client.ts';
import { useTexts } from '../../../app/context.ts';
import { Failure } from '../../../ui/failure.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { ColumnsChangedError, wholeCsv } from './whole-csv.ts';

interface CsvDownloadProps {
  readonly label: string;
  readonly fileName: string;
  readonly read: (after: string | undefined) => Promise<CsvPage>;
}

type Download =
  | { readonly state: 'idle' | 'stopped' | 'saved' }
  | { readonly state: 'running'; readonly pages: number }
  | { readonly state: 'failed'; readonly error: unknown };

/** Reads a whole table, however many pages it has, and saves it. It says how far it is, and can be stopped. */
export function CsvDownload({ label, fileName, read }: CsvDownloadProps) {
  const texts = useTexts('books');
  const [download, setDownload] = useState<Download>({ state: 'idle' });
  const stopper = useRef<AbortController>(undefined);
  useEffect(() => () => stopper.current?.abort(), []);
  const start = async () => {
    stopper.current = new AbortController();
    const { signal } = stopper.current;
    setDownload({ state: 'running', pages: 0 });
    const report = (pages: number) => setDownload({ state: 'running', pages });
    try {
      const parts = await wholeCsv({ read, report, signal });
      if (parts !== undefined) saveFile(fileName, parts);
      if (!signal.aborted) setDownload({ state: 'saved' });
    } catch (error) {
      if (!signal.aborted) setDownload({ state: 'failed', error });
    }
  };
  const stop = () => {
    stopper.current?.abort();
    setDownload({ state: 'stopped' });
  };
  const isRunning = download.state === 'running';
  return (
    <div class="download">
      <button type="button" onClick={isRunning ? stop : () => void start()}>
        {isRunning ? texts.csv.stop : label}
      </button>{' '}
      <span role="status">
        {isRunning && texts.csv.running(download.pages)}
        {download.state === 'saved' && texts.csv.saved(fileName)}
        {download.state === 'stopped' && texts.csv.stopped}
      </span>
      {download.state === 'failed' && <CsvFailure error={download.error} />}
    </div>
  );
}

function CsvFailure({ error }: { error: unknown }) {
  const texts = useTexts('books');
  if (!(error instanceof ColumnsChangedError)) return <Failure error={error} />;
  return (
    <p class="notice bad" role="alert">
      {texts.csv.columnsChanged}
    </p>
  );
}
