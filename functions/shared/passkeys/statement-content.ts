import type { NamedPerson } from './person.ts';

/** What is decided about. */
export interface Subject {
  readonly id: string;
  /** Of its content, as it is shown: 64 lower-case hexadecimal digits. */
  readonly digest: string;
}

/** What makes a statement good for once, and for a while. */
export interface Validity {
  /** 32 random bytes of the server's, as base64url. */
  readonly nonce: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly expiresAt: string;
}

/** The fields of a statement, whatever it comes with. */
export interface StatementContent extends Validity {
  readonly purpose: string;
  readonly decision: string;
  readonly stage: string;
  readonly subject: Subject;
  readonly person: NamedPerson;
}

/** What is signed of a statement: these fields and no other. The console loads this too. */
export function statementContent(statement: StatementContent): StatementContent {
  const { purpose, stage, subject, decision, person, nonce, expiresAt } = statement;
  return {
    purpose,
    stage,
    subject: { id: subject.id, digest: subject.digest },
    decision,
    person: { by: person.by, issuer: person.issuer, claim: person.claim },
    nonce,
    expiresAt,
  };
}
