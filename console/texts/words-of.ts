import type { CodeTexts, CodeWords } from './code-words.ts';

const inTable = (table: Readonly<Record<string, CodeWords>>, code: string): CodeWords | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined;

/** Of an error. Undefined for a code that is newer than this page. */
export const wordsOfError = ({ errors, reasons }: CodeTexts, code: string): CodeWords | undefined =>
  inTable(errors, code) ?? inTable(reasons, code);

/** Of a step of the history, or of where something stands: some codes say why it waits and why it ended. */
export function wordsOfReason({ reasons, held }: CodeTexts, code: string, waits: boolean): CodeWords | undefined {
  return waits ? (inTable(held, code) ?? inTable(reasons, code)) : (inTable(reasons, code) ?? inTable(held, code));
}

export const wordsOfRisk = ({ risks }: CodeTexts, code: string): CodeWords | undefined => inTable(risks, code);
