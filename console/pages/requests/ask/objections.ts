import type { BodyOfResponse } from '../../../api/routes.ts';

export type Preview = BodyOfResponse<'POST /withdrawals/preview'>;
export type Objection = Preview['objections'][number];

/** The fields of the form that something can be said beside. */
export type AskedField = 'destination' | 'quantity' | 'note' | 'instructionId' | 'fundFrom';

const ownFields: ReadonlySet<string> = new Set<AskedField>([
  'destination',
  'quantity',
  'note',
  'instructionId',
  'fundFrom',
]);

const isAskedField = (name: string): name is AskedField => ownFields.has(name);

/** The field that a flaw is said beside. Coin, chain and kind come with the destination. */
export const fieldFor = (name: string): AskedField => (isAskedField(name) ? name : 'destination');

/** What is said beside one field, in the order of the answer. */
export function objectionsFor(field: AskedField, objections: readonly Objection[]): readonly Objection[] {
  return objections.filter((each) => fieldFor(each.field) === field);
}
