import { isScopeForm, scopeOf } from './scope.ts';

/** What is typed into the form. */
export interface StopForm extends Readonly<Record<string, string>> {
  readonly form: string;
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
}

export const emptyStopForm: StopForm = { form: 'all', kind: 'withdrawal', name: '', reason: '' };

/** As long as the API takes it. */
export const reasonMax = 256;

export type StopFlaw = 'missing' | 'too-long';

export type StopRequest =
  | { readonly isRight: true; readonly scope: string; readonly reason: string }
  | { readonly isRight: false; readonly name?: StopFlaw; readonly reason?: StopFlaw };

/** What the form asks for, or what is wrong with it. Nothing of it takes a read. */
export function stopRequest({ form, kind, name, reason }: StopForm): StopRequest {
  const scopeForm = isScopeForm(form) ? form : 'all';
  const isNamed = scopeForm !== 'all' && scopeForm !== 'kind';
  const text = reason.trim();
  const nameFlaw = isNamed && name.trim() === '' ? { name: 'missing' as const } : {};
  const reasonFlaw = reasonFlawOf(text);
  if (nameFlaw.name !== undefined || reasonFlaw !== undefined)
    return { isRight: false, ...nameFlaw, ...(reasonFlaw === undefined ? {} : { reason: reasonFlaw }) };
  return { isRight: true, scope: scopeOf(scopeForm, scopeForm === 'kind' ? kind : name), reason: text };
}

function reasonFlawOf(text: string): StopFlaw | undefined {
  if (text === '') return 'missing';
  return text.length > reasonMax ? 'too-long' : undefined;
}
