interface DownloadButtonProps {
  readonly label: string;
  readonly name: string;
  /** Made when somebody asks for it. */
  readonly text: () => string;
}

/** Gives a table as a file. It begins with a byte order mark: without one spreadsheets take other letters. */
export function DownloadButton({ label, name, text }: DownloadButtonProps) {
  const download = () => {
    const url = URL.createObjectURL(new Blob(['\uFEFF', text()], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <button type="button" onClick={download}>
      {label}
    </button>
  );
}
