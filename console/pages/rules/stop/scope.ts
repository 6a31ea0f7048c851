/** The forms of a scope, from all to one sweep. */
export const scopeForms = ['all', 'kind', 'coin', 'destination', 'sweep'] as const;

export type ScopeForm = (typeof scopeForms)[number];

export const isScopeForm = (text: string): text is ScopeForm => scopeForms.some((form) => form === text);

/** The kinds of instruction that a scope may name. */
export const scopeKinds = ['withdrawal', 'fiat-withdrawal', 'asset-transfer'] as const;

export type ScopeKind = (typeof scopeKinds)[number];

/** A scope as the API takes it. Whether such a name is allowed is for the API to say. */
export function scopeOf(form: ScopeForm, name: string): string {
  return form === 'all' ? 'all' : `${form}:${name.trim()}`;
}
