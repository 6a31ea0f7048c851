/** Where somebody is: the part of the address behind `#`. Paths of the API itself are not the page's. */
export interface Route {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** Reads `#/payments/inv-42?from=2026-11-01`. What is none is the first page. */
export function readRoute(hash: string): Route {
  const [path = '/', search = ''] = hash.startsWith('#/') ? hash.slice(1).split('?') : ['/'];
  return { path, query: Object.fromEntries(new URLSearchParams(search)) };
}

/** An address within this page, such as `#/payments/inv-42`. Each part is a text of its own, whatever is in it. */
export function hrefTo(parts: readonly string[], query: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, value]],
  );
  const search = new URLSearchParams(given).toString();
  const path = `#/${parts.map(encodeURIComponent).join('/')}`;
  return search === '' ? path : `${path}?${search}`;
}

/** How a link of the navigation is marked: it leads to this page, or to the one that this page is a part of. */
export function currentAt(path: string, link: string): 'page' | 'true' | undefined {
  if (path === link) return 'page';
  return path.split('/')[1] === link.split('/')[1] ? 'true' : undefined;
}

/**
 * The parameters of a path by its pattern, such as `/payments/{id}`; undefined where it is another one. A part that
 * cannot be decoded is no page.
 */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = decoded(given[index] ?? '');
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? text !== part : text === undefined || text === '') return undefined;
    if (name !== undefined && text !== undefined) parameters[name] = text;
  }
  return parameters;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
