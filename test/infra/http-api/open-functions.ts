import path from 'node:path';
import type { CryptoKey } from 'jose';
import { aliases } from '../../../functions/shared/core/names.ts';
import { entryOf, type FunctionName } from '../../../infra/functions/function-records.ts';
import { readRouteKey } from '../../../infra/local/aws/http/router.ts';
import { HttpApi } from '../../../infra/local/aws/http/server.ts';
import { contextOf } from '../../support/lambda-context.ts';
import { routeRights } from './route-rights.ts';

/**
 * The API of the local stack with its router and its authorizer, and behind it the functions' own handlers in this
 * process. They read their variables when they are first asked for.
 */
export async function openFunctions(
  issuerUrl: string,
  key: CryptoKey,
  onCall: () => void = () => {},
): Promise<HttpApi> {
  const opened = await HttpApi.start(0, 'api', key);
  const authorizer = { issuer: issuerUrl, audience: ['treasury'] };
  for (const { key: route, handler: name } of routeRights) {
    const handler = await handlerOf(name);
    const invoke = async (payload: string) => {
      onCall();
      return JSON.stringify(await handler(JSON.parse(payload), contextOf(aliases.http)));
    };
    const routeKey = readRouteKey(route, { logicalId: route, path: '' });
    const target = { pool: { invoke } };
    opened.addRoute({
      routeKey,
      target,
      arn: name,
      isPermitted: () => true,
      timeoutMs: 29_000,
      authorizer,
      scopes: [],
    });
  }
  return opened;
}

async function handlerOf(name: FunctionName): Promise<(event: unknown, context: unknown) => Promise<unknown>> {
  const { handler } = await import(path.resolve(import.meta.dirname, '../../..', entryOf(name)));
  return handler;
}
