import path from 'node:path';
import { servedRoutes } from '../routes.ts';
import { components } from './components.ts';
import { operationOf } from './operation.ts';

const description = `Treasury automation for HashKey Exchange: every instruction moves money exactly once or not at all, and says which.

- Amounts are decimal texts, never numbers. Ids are texts.
- Fields that are not described are refused, in bodies and in queries.
- A call may be repeated: the same call again changes nothing, and answers as it stands. An instruction's id and a
  whitelist entry's id are the idempotency keys of what they name.
- Who calls, and in which groups, is read from the token and never from the body. \`x-roles\` names the roles of a route;
  which groups have a role is configured.
- What JSON Schema cannot say is said in the description of the schema: it is checked all the same, and refused as
  \`invalid-input\` with the name of the field. Lengths of texts count UTF-16 units.
- The pages of the console, \`GET /\` and \`GET /console/{file}\`, take no token. They are for browsers and may change,
  so they are not described here.
- Errors are \`{"error": {"code", "message", "details"}}\`. Match on the code. The gateway's own errors are \`{"message"}\`.`;

/** The HTTP API as an OpenAPI 3.1 document, made from the routes and the schemas that the functions themselves use. */
export function openApiDocument() {
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'hashkey-treasury', version: '1', description },
    servers: [{ url: 'https://treasury.example.com', description: "The stack's output HttpApiUrl." }],
    tags: [...new Set(servedRoutes.map(({ path }) => path.split('/')[1]))].map((name) => ({ name })),
    paths: Object.fromEntries(
      [...Map.groupBy(servedRoutes, ({ path }) => path)].map(([route, routes]) => [
        route,
        Object.fromEntries(routes.map((served) => [served.method.toLowerCase(), operationOf(served)])),
      ]),
    ),
    components: components(),
  };
}

export const documentFile = path.resolve(import.meta.dirname, '../../../docs/openapi.json');

/** The text of its file. Whoever changes a route sees in the file what changes for callers. */
export function documentText(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`;
}
