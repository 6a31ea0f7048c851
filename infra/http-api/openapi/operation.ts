import type * as v from 'valibot';
import { errorCodes, type PublishedErrorCode } from '../../../functions/shared/core/error-codes.ts';
import { commonErrors, type Route, type RouteKey } from '../../../functions/shared/runtime/http/route.ts';
import type { ServedRoute } from '../routes.ts';
import { allSchemas } from './components.ts';
import { exampleBodies } from './examples.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { sharedSchemas } from './named-schemas.ts';

/** Statuses that the gateway answers with too, without asking a function. */
const gatewayStatuses: ReadonlySet<number> = new Set([401, 500, 503]);

const error = { $ref: '#/components/schemas/Error' };
const gatewayMessage = { $ref: '#/components/schemas/GatewayMessage' };

/** One route as OpenAPI tells of it. */
export function operationOf({ key, method, path, route }: ServedRoute) {
  const { summary, allowed, answers, errors } = route;
  const parameters = parametersOf(route);
  return {
    operationId: operationId(method, path),
    tags: [path.split('/')[1]],
    summary,
    description: `For the roles ${allowed.join(', ')}.`,
    'x-roles': allowed,
    security: [{ token: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body === undefined ? {} : { requestBody: bodyOf(key, route, route.body) }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { means, schema, csv }]) => [
          status,
          { description: means, content: { ...json(responseSchema(schema)), ...asCsv(csv) } },
        ]),
      ),
      ...errorResponses([...commonErrors, ...errors]),
      429: { description: 'Too many requests over all routes.', content: json(gatewayMessage) },
    },
  };
}

const requestSchema = (schema: v.GenericSchema) => jsonSchemaOf(schema, 'input', sharedSchemas);
const responseSchema = (schema: v.GenericSchema) => jsonSchemaOf(schema, 'output', allSchemas);

/** `POST /whitelist/{id}/proofs` is `postWhitelistByIdProofs`. */
function operationId(method: string, path: string): string {
  const words = path
    .split('/')
    .filter((part) => part !== '')
    .flatMap((part) => (part.startsWith('{') ? ['by', part.slice(1, -1)] : part.split('-')));
  return method.toLowerCase() + words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}

function parametersOf({ path = {}, query }: Route) {
  const inPath = Object.entries(path).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema: requestSchema(schema),
  }));
  const inQuery = Object.entries(query?.entries ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: schema.type !== 'optional' && schema.type !== 'exact_optional',
    schema: requestSchema(schema),
  }));
  return [...inPath, ...inQuery];
}

function bodyOf(key: RouteKey, { isBodyOptional }: Route, body: v.GenericSchema) {
  const content = { 'application/json': { schema: requestSchema(body), example: exampleBodies[key] } };
  return { required: isBodyOptional !== true, content };
}

/** The codes by their status, each with what it means. */
function errorResponses(codes: readonly PublishedErrorCode[]) {
  const byStatus = Map.groupBy(new Set(codes), (code) => errorCodes[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => {
      const schema = withCodes(ofStatus);
      const either = gatewayStatuses.has(status) ? { anyOf: [schema, gatewayMessage] } : schema;
      const description = ofStatus.map((code) => `\`${code}\`: ${errorCodes[code].meaning}`).join('\n');
      return [status, { description, content: json(either) }];
    }),
  );
}

function withCodes(codes: readonly PublishedErrorCode[]) {
  return { ...error, properties: { error: { properties: { code: { enum: codes } } } } };
}

function asCsv(description: string | undefined) {
  return description === undefined ? {} : { 'text/csv': { schema: { type: 'string', description } } };
}

function json(schema: object) {
  return { 'application/json': { schema } };
}
