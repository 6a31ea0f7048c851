import { inspect } from 'node:util';
import type { Method, SignedRequest } from './requests.ts';

interface Parts {
  readonly method: Method;
  /** The target without its query: all that may be shown. */
  readonly path: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Packs a signed request so that a log line, an error or a snapshot that holds it shows no secret and no signature. */
export function signedRequest(parts: Parts): SignedRequest {
  return new ConcealedRequest(parts);
}

// Private fields are not shown even by an inspection that ignores the methods below.
class ConcealedRequest implements SignedRequest {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = { ...parts, headers: concealedHeaders(parts.headers) };
    Object.freeze(this);
  }

  get method(): Method {
    return this.#parts.method;
  }

  get target(): string {
    return this.#parts.target;
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#parts.headers;
  }

  get body(): string | undefined {
    return this.#parts.body;
  }

  toString(): string {
    return `${this.#parts.method} ${this.#parts.path}`;
  }

  toJSON(): { method: Method; path: string } {
    return { method: this.#parts.method, path: this.#parts.path };
  }

  [inspect.custom](): string {
    return `SignedRequest ${this.toString()}`;
  }
}

/**
 * Headers that any HTTP client takes and that print as their names. The methods sit on a prototype of their own: a
 * logger that copies plain objects before it prints them would copy the values.
 */
function concealedHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const concealed = { ...headers };
  Object.setPrototypeOf(concealed, headersPrototype);
  return Object.freeze(concealed);
}

const headersPrototype = {
  toJSON(this: object): string[] {
    return Object.keys(this);
  },
  toString(this: object): string {
    return Object.keys(this).join(', ');
  },
  [inspect.custom](this: object): string {
    return `Headers ${Object.keys(this).join(', ')}`;
  },
};
