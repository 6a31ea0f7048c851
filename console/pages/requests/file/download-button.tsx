import { saveFile } from '../../../ui/save-file.ts';

interface DownloadButtonProps {
  readonly label: string;
  readonly name: string;
  /** Made when somebody asks for it. */
  readonly text: () => string;
}

/** Gives a table as a file. It begins with a byte order mark: without one spreadsheets take other letters. */
export function DownloadButton({ label, name, text }: DownloadButtonProps) {
  return (
    <button type="button" onClick={() => saveFile(name, ['\uFEFF', text()])}>
      {label}
    </button>
  );
}
