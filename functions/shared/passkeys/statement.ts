import { createHash } from 'node:crypto';
import { canonicalJson } from '../core/canonical-digest.ts';
import type { NamedPerson } from './person.ts';
import type { Verdict } from './purposes.ts';
import { type Subject, statementContent, type Validity } from './statement-content.ts';

export type { Subject, Validity } from './statement-content.ts';

/** What a person says with a device: a decision, about what, and who. */
export type Said = Verdict & {
  readonly subject: Subject;
  readonly person: NamedPerson;
};

/** All that a device signs. docs/passkeys.md has the recipe for other languages. */
export type Statement = Said & Validity & { readonly stage: string };

/** The text that is hashed: RFC 8785 JSON of a statement's own fields. */
export function statementText(statement: Statement): string {
  return canonicalJson(statementContent(statement));
}

/** The challenge of the WebAuthn ceremony: the SHA-256 of the statement's text, 32 bytes. */
export function challengeOf(statement: Statement): Buffer {
  return createHash('sha256').update(statementText(statement), 'utf8').digest();
}
