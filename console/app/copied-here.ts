/** What was copied last from any page of the console. */
let last = '';

export function rememberCopied(text: string): void {
  last = text;
}

/** Whether this was copied from here: then it says nothing that the console did not say before. */
export function isCopiedHere(text: string): boolean {
  const wanted = text.trim();
  return wanted !== '' && last.includes(wanted);
}
