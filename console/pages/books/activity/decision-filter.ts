import type { BodyOfResponse, RequestOf } from '../../../api/routes.ts';

export type DecisionQuery = NonNullable<RequestOf<'GET /approvals'>['query']>;

export type Decision = BodyOfResponse<'GET /approvals'>['approvals'][number];

/** Whose decisions are searched for, and of when; empty where nothing is said. */
export interface DecisionForm {
  readonly person: string;
  readonly from: string;
  readonly to: string;
}

/** The search that an address names. */
export function decisionForm({ person = '', from = '', to = '' }: Readonly<Record<string, string>>): DecisionForm {
  return { person, from, to };
}
