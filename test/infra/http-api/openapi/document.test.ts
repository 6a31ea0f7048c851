import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';
import { positiveAmountSchema } from '../../../../functions/shared/core/schemas.ts';
import { visibleTextSchema } from '../../../../functions/shared/core/visible-text.ts';
import { documentFile, documentText, openApiDocument } from '../../../../infra/http-api/openapi/document.ts';
import { jsonSchemaOf } from '../../../../infra/http-api/openapi/json-schema.ts';
import { sharedSchemas } from '../../../../infra/http-api/openapi/named-schemas.ts';
import { servedRoutes } from '../../../../infra/http-api/routes.ts';
import { ajv, validatorAt } from '../../../support/api-contract.ts';

const document = openApiDocument();
const schemas: Readonly<Record<string, { readonly type?: unknown; readonly examples?: readonly unknown[] }>> =
  document.components.schemas;
const operations = servedRoutes.map(({ key, method, path }) => ({ key, path, method: method.toLowerCase() }));
const json = ['content', 'application/json', 'schema'];

test('the file is what is made from the code now: npm run openapi writes it', async () => {
  expect(await readFile(documentFile, 'utf8')).toBe(documentText());
});

describe('the document', () => {
  test('has every route and no other', () => {
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(told.sort()).toEqual(servedRoutes.map(({ key }) => key).sort());
  });

  test('has references that lead somewhere, and uses every schema that it names', () => {
    const refs = new Set(
      [...documentText().matchAll(/"\$ref": "#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name),
    );
    expect([...refs].sort()).toEqual(Object.keys(document.components.schemas).sort());
    expect(documentText().match(/"\$ref": "(?!#\/components\/schemas\/)/)).toBeNull();
  });

  test.each(Object.keys(document.components.schemas))(
    'has a schema %s that can be compiled, with fitting examples',
    (name) => {
      const validate = validatorAt('components', 'schemas', name);
      const { examples = [] } = schemas[name] ?? {};
      for (const example of examples) expect([validate?.(example), validate?.errors]).toEqual([true, null]);
      expect(validate).toBeDefined();
    },
  );

  test('has operations with ids of their own, a summary, roles, security and answers', () => {
    const all = Object.values(document.paths).flatMap((methods) => Object.values(methods));
    expect(new Set(all.map(({ operationId }) => operationId)).size).toBe(servedRoutes.length);
    for (const each of all) {
      expect(each).toMatchObject({ summary: expect.stringMatching(/\.$/), security: [{ token: [] }] });
      expect(each['x-roles'].length).toBeGreaterThan(0);
      expect(Object.keys(each.responses)).toEqual(expect.arrayContaining(['200', '401', '403', '429', '500', '503']));
    }
  });

  test.each(operations)('has parameters of $key that are those of its path', ({ path, method }) => {
    const parameters: readonly { in: string; name: string }[] = document.paths[path]?.[method]?.parameters ?? [];
    const inPath = parameters.filter((each) => each.in === 'path').map(({ name }) => name);
    expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    for (const index of parameters.keys()) {
      expect(validatorAt('paths', path, method, 'parameters', String(index), 'schema')).toBeDefined();
    }
  });

  test.each(operations)('has bodies of $key that can be compiled, and a fitting example', ({ path, method }) => {
    const operation = document.paths[path]?.[method];
    for (const status of Object.keys(operation?.responses ?? {})) {
      expect(validatorAt('paths', path, method, 'responses', status, ...json)).toBeDefined();
    }
    if (operation?.requestBody === undefined) return;
    const validate = validatorAt('paths', path, method, 'requestBody', ...json);
    const { example } = operation.requestBody.content['application/json'];
    expect([validate?.(example), validate?.errors]).toEqual([true, null]);
  });
});

describe('a schema of ours and what is told of it', () => {
  const cases: [string, v.GenericSchema][] = [
    ...Object.entries(sharedSchemas),
    ['a text', visibleTextSchema(1, 8)],
    ['a text that may be empty', visibleTextSchema(0, 8)],
  ];
  const alphabet = fc.constantFrom(
    ...'0019.azAZ-_: /\u0000\u200b\u00a0é~\u0301\u2028\u2800\u3164\ufe0f',
    '\u0301\u0302\u0303',
    '   ',
    'all',
    'coin:',
    'kind:',
    'withdrawal',
    'settled',
  );
  const texts = fc.oneof(fc.string({ unit: alphabet, maxLength: 12 }), fc.string({ maxLength: 70 }));

  test.each(cases)('agree about every text: %s', (_name, schema) => {
    const validate = ajv.compile({ ...jsonSchemaOf(schema, 'input', {}) } as Record<string, unknown>);
    fc.assert(fc.property(texts, (text) => validate(text) === v.is(schema, text)));
    expect(validate(7)).toBe(false);
  });

  test('a rule that neither JSON Schema nor a sentence tells is an error', () => {
    const silent = v.pipe(
      v.string(),
      v.check((text) => text !== 'x'),
    );
    expect(() => jsonSchemaOf(silent, 'input', {})).toThrow('check');
  });

  test('a rule behind a transformation is an error in what is asked', () => {
    const late = v.strictObject({
      list: v.array(
        v.pipe(
          positiveAmountSchema,
          v.check((amount) => amount !== '7', 'not 7'),
        ),
      ),
    });
    expect(() => jsonSchemaOf(late, 'input', {})).toThrow('behind a transformation');
    expect(jsonSchemaOf(late, 'output', {})).toMatchObject({
      properties: { list: { items: { description: expect.stringContaining('not 7') } } },
    });
  });
});
