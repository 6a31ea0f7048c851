import type { HttpEvent } from './request.ts';

export type Format = 'json' | 'csv';

const mediaTypes: Readonly<Record<string, Format>> = { 'text/csv': 'csv', 'application/json': 'json', '*/*': 'json' };

/** What the query says; else the first of the header `Accept` that there is. */
export function formatOf(
  { format }: { readonly format?: Format | undefined },
  { headers }: Pick<HttpEvent, 'headers'>,
): Format {
  if (format !== undefined) return format;
  const accepted = (headers.accept ?? '').split(',').map((each) => each.split(';')[0]?.trim().toLowerCase() ?? '');
  return accepted.map((each) => mediaTypes[each]).find((each) => each !== undefined) ?? 'json';
}

/** What a CSV's headers say: that it is a file, and where the next page is (RFC 8288). */
export function csvHeaders(name: string, { rawPath, queryStringParameters }: HttpEvent, next: string | undefined) {
  const file = { 'content-disposition': `attachment; filename="${name}.csv"` };
  if (next === undefined) return file;
  const given = Object.entries(queryStringParameters ?? {}).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const query = new URLSearchParams([...given.filter(([key]) => key !== 'after'), ['after', next]]);
  return { ...file, link: `<${rawPath}?${query}>; rel="next"` };
}
