import { Ajv2020 } from 'ajv/dist/2020.js';
import { openApiDocument } from '../../infra/http-api/openapi/document.ts';
import { findRoute, readRouteKey } from '../../infra/local/aws/http/router.ts';

/** What was asked, and what came. */
export interface ApiCall {
  readonly method: string;
  /** With its query. */
  readonly target: string;
  readonly body?: unknown;
  readonly answer: { readonly status: number; readonly body: unknown };
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly required: boolean };
  readonly responses: Readonly<Record<string, unknown>>;
}

export const document = openApiDocument();
const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = document.paths;

/** Formats are not part of ajv. Those of the document, as RFC 3339 and RFC 3986 have them. */
const formats = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uri: (text: string) => URL.canParse(text),
};

/** Each schema is used a few times only: to make its code fast takes longer. */
const quickToCompile = { inlineRefs: false, code: { optimize: false } };

export const ajv = new Ajv2020({
  strict: true,
  strictTypes: false,
  strictSchema: 'log',
  allErrors: true,
  formats,
  ...quickToCompile,
});
for (const part of ['openapi', 'jsonSchemaDialect', 'info', 'servers', 'tags', 'paths', 'components']) {
  ajv.addKeyword(part);
}
ajv.addKeyword('example');
ajv.addSchema({ $id: 'api', ...document });

/** The validator of a place in the document, such as `paths`, `/pause`, `get`, ... */
export function validatorAt(...parameterLocation: readonly string[]) {
  const pointer = parameterLocation
    .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  return ajv.getSchema(`api#/${pointer}`);
}

const routes = Object.entries(paths).flatMap(([path, operations]) =>
  Object.keys(operations).map((method) => ({
    path,
    method,
    routeKey: readRouteKey(`${method.toUpperCase()} ${path}`, { logicalId: path, path }),
  })),
);

/** Statuses that say nothing about the form of the request. */
const statusesBeforeValidation = [401, 403, 404, 500, 503];

const noRouteStatuses = [401, 404, 405];

/** Compares calls with the document, and keeps what was seen of it. */
export class Contract {
  /** Each as `PUT /pause 409 too-many-pauses`; a success without a code. */
  readonly seen = new Set<string>();
  readonly flaws: string[] = [];

  check({ method, target, body, answer }: ApiCall): void {
    const url = new URL(target, 'https://treasury.example.com');
    const match = findRoute(routes, method, url.pathname);
    if (match === undefined) {
      // What is no route has no place there but for this: it is said to be none.
      if (!noRouteStatuses.includes(answer.status)) this.flaws.push(`${method} ${target} is not in the document`);
      return;
    }
    const { path, method: name } = match.route;
    const key = `${method} ${path}`;
    const code = codeIn(answer.body);
    this.seen.add(code === undefined ? `${key} ${answer.status}` : `${key} ${answer.status} ${code}`);
    const addFlaw = (flaw: string) => this.flaws.push(`${key} ${answer.status} ${code ?? ''}: ${flaw}`);
    const validate = validatorAt('paths', path, name, 'responses', String(answer.status), ...jsonSchema);
    if (validate === undefined) addFlaw('no such status is documented');
    else if (!validate(answer.body)) addFlaw(ajv.errorsText(validate.errors));
    const asked = { path: match.parameters, query: Object.fromEntries(url.searchParams) };
    const flaw = this.#flawOfRequest(path, name, asked, body);
    if (flaw === undefined || answer.status === 400 || statusesBeforeValidation.includes(answer.status)) return;
    addFlaw(`it was taken, and the document says: ${flaw}`);
  }

  #flawOfRequest(path: string, method: string, asked: Record<string, Readonly<Record<string, string>>>, body: unknown) {
    const operation = paths[path]?.[method];
    const { parameters = [], requestBody } = operation ?? {};
    for (const [index, { name, in: parameterLocation, required }] of parameters.entries()) {
      const value = asked[parameterLocation]?.[name];
      if (value === undefined && !required) continue;
      const validate = validatorAt('paths', path, method, 'parameters', String(index), 'schema');
      if (validate?.(value) !== true) return `${name}: ${ajv.errorsText(validate?.errors)}`;
    }
    const known = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
    const unknown = Object.keys(asked.query ?? {}).find((name) => !known.includes(name));
    if (unknown !== undefined) return `${unknown}: no such parameter`;
    if (requestBody === undefined || (body === undefined && !requestBody.required)) return undefined;
    const validate = validatorAt('paths', path, method, 'requestBody', ...jsonSchema);
    return validate?.(body) === true ? undefined : ajv.errorsText(validate?.errors);
  }
}

const jsonSchema = ['content', 'application/json', 'schema'];

function codeIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}
