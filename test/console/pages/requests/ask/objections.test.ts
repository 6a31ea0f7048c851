import { expect, test } from '@jest/globals';
import { saidOf } from '../../../../../console/pages/requests/ask/form-problem.ts';
import { fieldFor, type Objection, objectionsFor } from '../../../../../console/pages/requests/ask/objections.ts';
import { emptyForm } from '../../../../../console/pages/requests/ask/request-form.ts';

test('each objection is said beside one field of the form', () => {
  const fields = ['destination', 'coin', 'chain', 'kind', 'quantity', 'note', 'instructionId', 'fundFrom', ''];
  const objections = fields.map((field): Objection => ({ code: 'x', effect: 'hold', field, reason: '', expected: '' }));
  const shown = (['destination', 'quantity', 'note', 'instructionId', 'fundFrom'] as const).flatMap((field) =>
    objectionsFor(field, objections),
  );
  expect(shown).toHaveLength(fields.length);
  expect(fieldFor('chain')).toBe('destination');
});

test('what the API said of a field is said until it is typed anew', () => {
  const form = { ...emptyForm, quantity: '5' };
  const problem = { words: '', form, flaws: [{ field: 'quantity', reason: 'is too much', expected: 'at most 3' }] };
  expect(saidOf('quantity', problem, form)).toBe('is too much; at most 3');
  expect(saidOf('quantity', problem, { ...form, quantity: '3' })).toBeUndefined();
  expect(saidOf('note', problem, form)).toBeUndefined();
});
