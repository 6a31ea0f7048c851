import { useState } from 'preact/hooks';
import { useApp, useTexts } from '../../../app/context.ts';
import type { Entry } from '../../../app/read-whitelist.ts';
import { useWhitelist } from '../../../app/use-whitelist.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Field } from '../../../ui/field.tsx';
import { PageHeading } from '../../../ui/page-heading.tsx';
import { DownloadButton } from './download-button.tsx';
import { FileRows } from './file-rows.tsx';
import { bytesMax, columns, type RequestFile, readRequestFile, rowsMax } from './request-file.ts';
import { templateCsv } from './result-csv.ts';
import { checkRows } from './row-flaws.ts';
import { fileFlawWords } from './words.ts';

/** A file of many requests: each row is a payment of its own, which others approve by itself. */
export function FilePage() {
  const { me } = useApp();
  const texts = useTexts('requests');
  return (
    <>
      <PageHeading text={texts.toFile} />
      <p>
        <a href="#/ask">{texts.file.toForm}</a>
      </p>
      {me.roles.has('requester') ? <FileOfRequests /> : <p class="notice">{texts.notRequester}</p>}
    </>
  );
}

function FileOfRequests() {
  const texts = useTexts('requests').file;
  const { answer, reload } = useWhitelist();
  return (
    <>
      <p>{texts.intro}</p>
      <details>
        <summary>{texts.formTitle}</summary>
        <p>{texts.form(columns.join(','), rowsMax, bytesMax / 1_000_000)}</p>
        <p>{texts.formBank}</p>
        <p>{texts.formIds}</p>
      </details>
      <p>
        <DownloadButton label={texts.template} name="requests.csv" text={templateCsv} />
      </p>
      <Answered of={answer} reload={reload}>
        {({ entries }) => <Chosen entries={entries} />}
      </Answered>
    </>
  );
}

interface ChosenFile {
  /** Another choice is another run, also of the same file. */
  readonly number: number;
  readonly read: RequestFile;
  readonly name: string;
}

function Chosen({ entries }: { entries: readonly Entry[] }) {
  const texts = useTexts('requests');
  const [chosen, setChosen] = useState<ChosenFile>();
  const [isRunning, setRunning] = useState(false);
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    // Nobody waits for what is refused in any case.
    const bytes = new Uint8Array(await file.slice(0, bytesMax + 1).arrayBuffer());
    setChosen((last) => ({ number: (last?.number ?? 0) + 1, read: readRequestFile(bytes), name: file.name }));
  };
  const flaw = chosen !== undefined && 'flaw' in chosen.read ? fileFlawWords(texts, chosen.read.flaw) : undefined;
  return (
    <>
      <Field label={texts.file.choose} hint={texts.file.chooseHint} error={flaw}>
        {(input) => (
          <input
            {...input}
            type="file"
            accept=".csv,text/csv"
            disabled={isRunning}
            onChange={({ currentTarget }) => {
              void choose(currentTarget.files?.[0]);
              // The same file may be chosen again, once it was set right.
              currentTarget.value = '';
            }}
          />
        )}
      </Field>
      {chosen !== undefined && 'rows' in chosen.read && (
        <FileRows
          key={chosen.number}
          name={chosen.name}
          rows={checkRows(chosen.read.rows, entries)}
          tellRunning={setRunning}
        />
      )}
    </>
  );
}
