import { isDeepStrictEqual } from 'node:util';
import { exampleResponses } from './examples.ts';
import { definitionOf } from './json-schema.ts';
import { responseSchemas, sharedSchemas } from './named-schemas.ts';

export const allSchemas = { ...sharedSchemas, ...responseSchemas };

/** What API Gateway itself says, before a function is asked or where it does not answer in time. */
const gatewayMessage = {
  type: 'object',
  description: 'An answer of the gateway itself: nothing of ours was asked, or it did not answer in time.',
  properties: { message: { type: 'string' } },
  required: ['message'],
};

/** Everything that is told once and meant in many places. */
export function components() {
  const shared = Object.keys(sharedSchemas).map((name) => [name, sharedDefinition(name)] as const);
  const answers = Object.keys(responseSchemas).map((name) => [name, withExample(name)] as const);
  return {
    schemas: { ...Object.fromEntries([...shared, ...answers]), GatewayMessage: gatewayMessage },
    securitySchemes: {
      token: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          "A token of the company's identity provider (RS256), made out to the configured audience. One claim " +
          'names the person, another one the groups; both are configured.',
      },
    },
  };
}

function withExample(name: string) {
  const definition = definitionOf(name, 'output', allSchemas);
  const example = exampleResponses[name];
  return example === undefined ? definition : { ...definition, examples: [example] };
}

/** It stands for what is asked and for what is answered, so it must read the same both ways. */
function sharedDefinition(name: string) {
  const definition = definitionOf(name, 'output', allSchemas);
  if (!isDeepStrictEqual(definition, definitionOf(name, 'input', sharedSchemas))) {
    throw new TypeError(`${name} takes something else than it gives`);
  }
  return definition;
}
