import * as v from 'valibot';
import { coinPattern, namePattern } from '../../core/schemas.ts';
import type { Content } from '../instruction/content.ts';

type Kind = Content['kind'];

const kinds: Readonly<Record<Kind, true>> = { 'asset-transfer': true, withdrawal: true, 'fiat-withdrawal': true };

/** What a pause stops: everything, or whatever has this kind, coin or destination, or comes from this sweep. */
export type Scope = 'all' | `kind:${Kind}` | `coin:${string}` | `destination:${string}` | `sweep:${string}`;

const forms =
  '"all", "kind:" with asset-transfer, withdrawal or fiat-withdrawal, "coin:", "destination:" or "sweep:" with a name';

const scopePattern = new RegExp(
  `^(all|kind:(${Object.keys(kinds).join('|')})|coin:${withoutAnchors(coinPattern)}|(destination|sweep):${withoutAnchors(namePattern)})$`,
);

/** A pattern without its `^` and `$`. */
function withoutAnchors({ source }: RegExp): string {
  return source.slice(1, -1);
}

/** Names that exist nowhere are taken too: a pause must not fail because something was removed a moment ago. */
export function isScope(text: string): text is Scope {
  return scopePattern.test(text);
}

export const scopeSchema = v.pipe(
  v.string(forms),
  v.guard(isScope, forms),
  v.metadata({ pattern: scopePattern.source }),
);

/** What is about to be sent. The content of an instruction is one. */
export interface PauseSubject {
  readonly kind: Kind;
  readonly coin: string;
  /** A whitelist entry's id; for a sweep the name of the account that it goes to. */
  readonly destination: string;
  readonly sweepId?: string;
}

/**
 * Every scope that covers it. An account and a whitelist entry may have the same name: then `destination:` stops both,
 * as it stops what instructions show as their destination. Who pauses too much sees it; who pauses too little loses
 * money.
 */
export function scopesOf({ kind, coin, destination, sweepId }: PauseSubject): readonly Scope[] {
  const always: readonly Scope[] = ['all', `kind:${kind}`, `coin:${coin}`, `destination:${destination}`];
  return sweepId === undefined ? always : [...always, `sweep:${sweepId}`];
}
