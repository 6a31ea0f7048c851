import type { PolicyTexts } from '../../../texts/en/policy.ts';

export type FieldName = keyof PolicyTexts['fields'];

/** One part of a path such as `withdrawals.USDT.rolling.24h.amount`: a field that we have a word for, or a name. */
export type PathPart =
  | { readonly kind: 'field'; readonly field: FieldName }
  | { readonly kind: 'name'; readonly name: string }
  /** A window of time over which is counted. */
  | { readonly kind: 'window'; readonly ms: number }
  /** From more than this quantity on. */
  | { readonly kind: 'over'; readonly quantity: string };

/** Below these fields stand names that people chose: they are shown as they are, also where they look like a field. */
const ofNames: ReadonlySet<string> = new Set(['accounts', 'coins', 'sweeps', 'withdrawals', 'maxPerTransfer']);

const isField = (text: string, fields: PolicyTexts['fields']): text is FieldName => Object.hasOwn(fields, text);

/** Reads a path as the API writes it. What is unknown is a name, so that nothing is left out. */
export function partsOf(path: string, fields: PolicyTexts['fields']): readonly PathPart[] {
  const parts: PathPart[] = [];
  let rest = path;
  let above = '';
  while (rest !== '') {
    const text = nextPart(rest, above);
    rest = rest.slice(text.length + 1);
    parts.push(partOf(text, above, fields));
    above = text;
  }
  return parts;
}

/** Amounts and addresses of mailboxes have dots of their own. */
function nextPart(rest: string, above: string): string {
  const pattern = above === 'people' ? /^.+?(?=\.(?:kinds|groups)(?:\.|$)|$)/ : /^(?:over \d+(?:\.\d+)?|[^.]*)/;
  return pattern.exec(rest)?.[0] || rest;
}

function partOf(text: string, above: string, fields: PolicyTexts['fields']): PathPart {
  const over = /^over (\d+(?:\.\d+)?)$/.exec(text)?.[1];
  if (above === 'approvals' && over !== undefined) return { kind: 'over', quantity: over };
  const [, count, unit] = /^(\d+)([hs])$/.exec(text) ?? [];
  if (above === 'rolling' && count !== undefined)
    return { kind: 'window', ms: Number(count) * (unit === 'h' ? 3_600_000 : 1_000) };
  return !ofNames.has(above) && isField(text, fields) ? { kind: 'field', field: text } : { kind: 'name', name: text };
}
