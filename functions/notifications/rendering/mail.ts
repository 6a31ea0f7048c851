import type { Notice } from '../notices/notice.ts';
import { lineOf, subjectOf } from './safe-text.ts';

/** Where people look at what they are told of, and which stage tells them. */
export interface Sender {
  /** Such as `production`. */
  readonly stage: string;
  /** Without a slash at its end. */
  readonly link: string;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** As wide as the longest label, so that values stand below each other. */
const labelWidth = 22;

/** A notice as a mail in plain text. It can only be read: whoever acts on it signs in. */
export function mailOf(notice: Notice, { stage, link }: Sender): Mail {
  const { headline, summary, facts, next, path } = notice;
  const lines = facts.map(({ label, value }) => `${`${label}:`.padEnd(labelWidth)}${lineOf(value)}`);
  const text = [
    `${headline}: ${lineOf(summary)}`,
    '',
    ...lines,
    '',
    next,
    `${link}${path}`,
    '',
    `This message of the treasury, stage ${stage}, only tells you. Nothing can be approved by it or by an answer to it.`,
  ];
  return { subject: subjectOf(`[${stage}] ${headline}: ${summary}`), text: `${text.join('\n')}\n` };
}
