import { createHash } from 'node:crypto';
import { canonicalJson } from '../core/canonical-digest.ts';
import type { NamedPerson } from './person.ts';
import type { Verdict } from './purposes.ts';

/** What is decided about. */
export interface Subject {
  readonly id: string;
  /** Of its content, as it is shown: 64 lower-case hexadecimal digits. */
  readonly digest: string;
}

/** What a person says with a device: a decision, about what, and who. */
export type Said = Verdict & {
  readonly subject: Subject;
  readonly person: NamedPerson;
};

/** What makes a statement good for once, and for a while. */
export interface Validity {
  /** 32 random bytes of the server's, as base64url. */
  readonly nonce: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly expiresAt: string;
}

/** All that a device signs. docs/passkeys.md has the recipe for other languages. */
export type Statement = Said & Validity & { readonly stage: string };

/** The text that is hashed: RFC 8785 JSON of these fields and no other. */
export function statementText(statement: Statement): string {
  const { purpose, stage, subject, decision, person, nonce, expiresAt } = statement;
  return canonicalJson({
    purpose,
    stage,
    subject: { id: subject.id, digest: subject.digest },
    decision,
    person: { by: person.by, issuer: person.issuer, claim: person.claim },
    nonce,
    expiresAt,
  });
}

/** The challenge of the WebAuthn ceremony: the SHA-256 of the statement's text, 32 bytes. */
export function challengeOf(statement: Statement): Buffer {
  return createHash('sha256').update(statementText(statement), 'utf8').digest();
}
