import { toVisible } from '../../shared/core/hidden-characters.ts';

/*
 * Values come from whoever asks, from who pauses, and from the exchange. In a message they are text, and nothing else:
 * no line, no link and no markup of their own.
 */

/** The longest value that a person has to read as a whole. An address of any chain is shorter. */
export const valueMax = 300;

/** One visible line of a bounded length. A link in it is broken, so that no mail program makes it one. */
export function lineOf(text: string): string {
  const line = toVisible(text)
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll('://', ': //')
    .replaceAll(/\bwww\./giu, 'www .');
  const characters = [...line];
  return characters.length <= valueMax ? line : `${characters.slice(0, valueMax - 1).join('')}…`;
}

/** SNS takes ASCII without controls, and fewer characters than this. */
const subjectLimit = 100;

/** The subject of a mail: printable ASCII in one line. */
export function subjectOf(text: string): string {
  const line = lineOf(text).replaceAll(/[^\x20-\x7e]/gu, '?');
  return line.length < subjectLimit ? line : `${line.slice(0, subjectLimit - 4)}...`;
}

const chatSpecials: Readonly<Record<string, string>> = { '`': "'", '<': '‹', '>': '›', '&': '＆' };

/**
 * As code in a chat's markdown, which neither emphasizes nor links what is in it. What could end it, or calls a whole
 * channel (`<!channel>`), is replaced by what looks alike.
 */
export function codeOf(text: string): string {
  return `\`${lineOf(text).replaceAll(/[`<>&]/gu, (special) => chatSpecials[special] ?? '')}\``;
}
