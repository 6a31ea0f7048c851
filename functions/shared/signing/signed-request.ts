import { inspect } from 'node:util';
import type { Method, SignedRequest } from './requests.ts';

interface RequestFields {
  readonly method: Method;
  /** The target without its query: all that may be shown. */
  readonly path: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Packs a signed request so that a log line, an error or a snapshot that holds it shows no secret and no signature. */
export function signedRequest(fields: RequestFields): SignedRequest {
  return new ConcealedRequest(fields);
}

// Private fields are not shown even by an inspection that ignores the methods below.
class ConcealedRequest implements SignedRequest {
  readonly #fields: RequestFields;

  constructor(parts: RequestFields) {
    this.#fields = { ...parts, headers: concealedHeaders(parts.headers) };
    Object.freeze(this);
  }

  get method(): Method {
    return this.#fields.method;
  }

  get target(): string {
    return this.#fields.target;
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#fields.headers;
  }

  get body(): string | undefined {
    return this.#fields.body;
  }

  toString(): string {
    return `${this.#fields.method} ${this.#fields.path}`;
  }

  toJSON(): { method: Method; path: string } {
    return { method: this.#fields.method, path: this.#fields.path };
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
