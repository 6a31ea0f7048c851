/** What somebody typed and has not sent yet, by the name of its form. It outlives the page it was typed on. */
const drafts = new Map<string, unknown>();

export const readDraft = (name: string): unknown => drafts.get(name);

export function keepDraft(name: string, value: unknown): void {
  drafts.set(name, value);
}

/** Once it was sent, or is not wanted any more. */
export function dropDraft(name: string): void {
  drafts.delete(name);
}
