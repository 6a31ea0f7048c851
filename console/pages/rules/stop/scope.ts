import type { StopTexts } from '../../../texts/en/stop.ts';

/** The forms of a scope, from all to one sweep. */
export const scopeForms = ['all', 'kind', 'coin', 'destination', 'sweep'] as const;

export type ScopeForm = (typeof scopeForms)[number];

export const isScopeForm = (text: string): text is ScopeForm => scopeForms.some((form) => form === text);

/** The kinds of instruction that a scope may name. */
export const scopeKinds = ['withdrawal', 'fiat-withdrawal', 'asset-transfer'] as const;

export type ScopeKind = (typeof scopeKinds)[number];

const isScopeKind = (text: string): text is ScopeKind => scopeKinds.some((kind) => kind === text);

/** A scope as the API takes it. Whether such a name is allowed is for the API to say. */
export function scopeOf(form: ScopeForm, name: string): string {
  return form === 'all' ? 'all' : `${form}:${name.trim()}`;
}

/** What a scope stops, in words. One that a newer version of the API has is shown as it is. */
export function scopeWords(scope: string, words: StopTexts['scopes']): string {
  const colon = scope.indexOf(':');
  const [form, name] = colon === -1 ? [scope, ''] : [scope.slice(0, colon), scope.slice(colon + 1)];
  switch (form) {
    case 'all':
      return words.all;
    case 'kind':
      return isScopeKind(name) ? words.kinds[name] : scope;
    case 'coin':
    case 'destination':
    case 'sweep':
      return words[form](name);
    default:
      return scope;
  }
}
