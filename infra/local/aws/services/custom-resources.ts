import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { parseJson } from '../../../json.ts';
import type { Route } from './gateway.ts';

/** What a custom resource's function answers by PUT (CloudFormation guide, "Custom resource response objects"). */
export const answerSchema = v.object({
  Status: v.picklist(['SUCCESS', 'FAILED']),
  Reason: v.optional(v.string()),
  PhysicalResourceId: v.optional(v.string()),
  StackId: v.string(),
  RequestId: v.string(),
  LogicalResourceId: v.string(),
  NoEcho: v.optional(v.boolean()),
  Data: v.optional(v.record(v.string(), v.unknown()), {}),
});

const prefix = '/custom-resource-answers/';

/** CloudFormation takes no longer answer, in bytes. */
const answerLimit = 4096;

/** CloudFormation signs each URL at a moment that it names: `20261130T101500Z`. */
export function signingTime(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** The URLs that custom resources answer to. Each takes one answer. */
export class CustomResources {
  private readonly open = new Map<string, (body: unknown) => void>();

  /** A new URL below `base`, what arrives at it, and a way to close it. */
  expect(base: string): { readonly url: string; readonly answer: Promise<unknown>; readonly close: () => void } {
    const token = randomUUID();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.open.set(token, resolve);
    const url = `${base}${prefix}${token}?X-Amz-Date=${signingTime(Date.now())}`;
    return { url, answer: promise, close: () => this.open.delete(token) };
  }

  readonly route: Route = async (request, response, body) => {
    const url = request.url ?? '';
    if (request.method !== 'PUT' || !url.startsWith(prefix)) return false;
    const [token = ''] = url.slice(prefix.length).split('?');
    const take = this.open.get(token);
    if (!take) {
      response.writeHead(403).end();
      return true;
    }
    this.open.delete(token);
    take(body.length > answerLimit ? undefined : parseJson(body.toString('utf8')));
    response.writeHead(200).end();
    return true;
  };
}
