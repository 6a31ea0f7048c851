const keptMs = 60_000;

/** Hands a file to the browser, which asks where to or puts it among the downloads. */
export function saveFile(name: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser may read it a while later.
  setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
