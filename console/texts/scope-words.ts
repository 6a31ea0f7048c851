import type { StopTexts } from './en/stop.ts';

type ScopeTexts = StopTexts['scopes'];

const isKind = (name: string, { kinds }: ScopeTexts): name is keyof ScopeTexts['kinds'] => Object.hasOwn(kinds, name);

/** What a scope stops, in words. One that a newer version of the API has is shown as it is. */
export function scopeWords(scope: string, words: ScopeTexts): string {
  const colon = scope.indexOf(':');
  const [form, name] = colon === -1 ? [scope, ''] : [scope.slice(0, colon), scope.slice(colon + 1)];
  switch (form) {
    case 'all':
      return words.all;
    case 'kind':
      return isKind(name, words) ? words.kinds[name] : scope;
    case 'coin':
    case 'destination':
    case 'sweep':
      return words[form](name);
    default:
      return scope;
  }
}
