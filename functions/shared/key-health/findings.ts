/** Something about a key that a person should know. `code` is published. */
export interface Finding {
  readonly code: FindingCode;
  readonly message: string;
}

export type Severity = 'warning' | 'broken';

/** Every finding, and whether the key's job can still be done. */
export const severities = {
  'not-set': 'broken',
  'secret-unavailable': 'broken',
  'secret-malformed': 'broken',
  'signing-mode': 'broken',
  'key-invalid': 'broken',
  'key-expired': 'broken',
  'wrong-environment': 'broken',
  'signature-refused': 'broken',
  'ip-refused': 'broken',
  'time-refused': 'broken',
  'key-refused': 'broken',
  'missing-permission': 'broken',
  'excess-permission': 'warning',
  'not-a-master-key': 'warning',
  idle: 'warning',
  'check-skipped': 'warning',
  'clock-skew': 'warning',
  'not-answered': 'warning',
  'owner-timeout': 'broken',
  'owner-failed': 'broken',
  'owner-answer-malformed': 'broken',
} as const satisfies Record<string, Severity>;

export type FindingCode = keyof typeof severities;

/** What a refusal of the exchange says of the key (exchange-api.md section 4), and what to do. */
export const refusals: Readonly<Record<string, Finding>> = {
  '0102': {
    code: 'key-invalid',
    message: 'The exchange does not know this key (0102). Put the right one into the secret.',
  },
  '0103': { code: 'key-expired', message: 'The key has expired (0103). Make a new one and put it into the secret.' },
  '-1002': {
    code: 'wrong-environment',
    message: 'The key does not belong to this environment (-1002). Put the one of this environment into the secret.',
  },
  '0001': {
    code: 'signature-refused',
    message: 'The exchange refuses the signature (0001). The two halves of the key do not belong together.',
  },
  '0002': {
    code: 'signature-refused',
    message: 'The exchange refuses the signature (0002). The two halves of the key do not belong together.',
  },
  '0202': {
    code: 'ip-refused',
    message:
      "Our address is not on the key's list (0202). Add the function's outgoing address to the key, or lift its list.",
  },
  '-1021': {
    code: 'time-refused',
    message:
      'The exchange refuses our time (-1021), even with its own clock read anew. Its answers take too long, or its ' +
      'clocks differ.',
  },
};

/** Refusals of the moment: they would meet any key, and say nothing of this one. */
export const passingCodes: ReadonlySet<string> = new Set([
  '-1000',
  '-1001',
  '-1006',
  '-1007',
  '-1101',
  '-2001',
  '-2040',
  '-4011',
]);
