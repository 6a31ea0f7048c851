import type { FaultKind } from '../engine/faults.ts';

/** What may become of a money call. */
export const postFaults: readonly FaultKind[] = [
  'crash-before',
  'crash-after',
  'post-no-connection',
  'post-lost-request',
  'post-lost-answer',
  'post-late-request',
  'post-late-answer',
  'post-5xx-executed',
  'post-5xx-not-executed',
  'post-garbage-executed',
  'post-garbage-not-executed',
  'post-html-executed',
  'post-html-not-executed',
  'post-429',
  'post-418',
  'post-ambiguous-executed',
  'post-ambiguous-not-executed',
  'post-refused',
  'post-held',
];
/** And of a read. */
export const readFaults: readonly FaultKind[] = [
  'crash-before',
  'crash-after',
  'read-no-connection',
  'read-lost',
  'read-late-answer',
  'read-5xx',
  'read-garbage',
  'read-429',
  'read-418',
  'read-code',
  'read-unreadable-row',
  'read-contradicting-row',
  'read-unknown-word',
  'read-row-differs',
];

/** The exchange answers without doing anything. */
export const notExecutedKinds: ReadonlySet<FaultKind> = new Set([
  'post-5xx-not-executed',
  'post-garbage-not-executed',
  'post-html-not-executed',
  'post-429',
  'post-418',
  'post-ambiguous-not-executed',
  'post-refused',
  'post-held',
  'read-5xx',
  'read-garbage',
  'read-429',
  'read-418',
  'read-code',
]);
