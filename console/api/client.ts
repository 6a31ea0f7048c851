import { type ErrorBody, isErrorBody } from './error-body.ts';
import { LoginExpiredError, RefusedError, UnansweredError } from './errors.ts';
import type { RequestOf, ResponseOf, RouteName } from './routes.ts';

/** The gateway itself gives up after 29 seconds. */
const timeoutMs = 35_000;

/** Gives a token for the API; with `isFresh` never one that it gave before. Throws LoginExpiredError. */
export interface TokenSource {
  token(options?: { readonly isFresh: boolean }): Promise<string>;
}

/** The parts of a request as they go out. */
interface Parts {
  readonly path?: Readonly<Record<string, string>> | undefined;
  readonly query?: unknown;
  readonly body?: unknown;
}

/** A page of a table as text, and the address of the next one. */
export interface CsvPage {
  readonly text: string;
  /** The `after` of the next page. */
  readonly next: string | undefined;
}

/** Calls the API, which has the same origin as this page, in the name of who is logged in. */
export class ApiClient {
  readonly #tokens: TokenSource;
  readonly #fetch: typeof fetch;

  constructor(tokens: TokenSource, fetcher: typeof fetch = (...all) => fetch(...all)) {
    this.#tokens = tokens;
    this.#fetch = fetcher;
  }

  /** Throws RefusedError, UnansweredError, LoginExpiredError. */
  async call<Name extends RouteName>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
    const response = await this.#send(name, request, 'application/json');
    // The type says what the API's own schemas say. Nothing here depends on more than that: what is decided about is
    // covered by a digest, which is computed from what is shown.
    return { status: response.status, body: await readJson(response, name) } as ResponseOf<Name>;
  }

  /** A page as CSV. Throws RefusedError, UnansweredError, LoginExpiredError. */
  async csv<Name extends RouteName>(name: Name, request: RequestOf<Name>): Promise<CsvPage> {
    const response = await this.#send(name, request, 'text/csv');
    const text = await response.text().catch((cause: unknown) => {
      throw new UnansweredError('offline', { cause });
    });
    const link = /<[^>]*[?&]after=([^&>]*)[^>]*>/.exec(response.headers.get('link') ?? '')?.[1];
    return { text, next: link === undefined ? undefined : decodeURIComponent(link) };
  }

  async #send(name: RouteName, parts: Parts, accept: string): Promise<Response> {
    const [method = '', template = ''] = name.split(' ');
    const url = addressOf(template, parts);
    const answer = await this.#once(url, method, parts.body, accept, false);
    // The token ran out on its way: nothing was done, and a fresh one may be taken.
    const response = answer.status === 401 ? await this.#once(url, method, parts.body, accept, true) : answer;
    if (response.ok) return response;
    throw await refusal(response, name);
  }

  async #once(url: string, method: string, body: unknown, accept: string, isFresh: boolean): Promise<Response> {
    const token = await this.#tokens.token({ isFresh });
    const headers = new Headers({ authorization: `Bearer ${token}`, accept });
    if (body !== undefined) headers.set('content-type', 'application/json');
    const init: RequestInit = {
      method,
      headers,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    return await this.#fetch(url, init).catch((cause: unknown) => {
      const isLate = cause instanceof DOMException && cause.name === 'TimeoutError';
      if (!isLate) throw new UnansweredError('offline', { cause });
      throw new UnansweredError(method === 'GET' ? 'unread' : 'timeout', { cause });
    });
  }
}

/** `/instructions/{id}` with its parameters and its query. Throws RefusedError. */
function addressOf(template: string, { path = {}, query }: Parts): string {
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, key: string) => pathPart(path[key] ?? ''));
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

/** A text as one part of a path. Browsers take two dots for the way up however they are written: to another route. */
function pathPart(text: string): string {
  if (text === '.' || text === '..') throw new RefusedError(404, 'not-found', `There is nothing named ${text}`, []);
  return encodeURIComponent(text);
}

/** Of a call that was answered by what cannot be read. */
function unreadable(name: RouteName, cause: unknown): UnansweredError {
  return new UnansweredError(name.startsWith('GET ') ? 'unread' : 'unreadable', { cause });
}

async function readJson(response: Response, name: RouteName): Promise<unknown> {
  return await response.json().catch((cause: unknown) => {
    throw unreadable(name, cause);
  });
}

async function refusal(response: Response, name: RouteName): Promise<Error> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isErrorBody(body)) return refusedBy(response.status, body);
  if (response.status === 401) return new LoginExpiredError();
  return unreadable(name, new Error(`HTTP ${response.status}`));
}

function refusedBy(status: number, { error: { code, message, details } }: ErrorBody): RefusedError {
  return new RefusedError(status, code, message, details);
}
