import { describe, expect, test } from '@jest/globals';
import { ApiClient } from '../../../../../console/api/client.ts';
import { LoginExpiredError } from '../../../../../console/api/errors.ts';
import type { Me, Role } from '../../../../../console/app/me.ts';
import { keyOf } from '../../../../../console/pages/payments/waiting/waiting-item.ts';
import { WaitingReader } from '../../../../../console/pages/payments/waiting/waiting-reader.ts';
import {
  exampleApprovalSummary,
  exampleEntry,
  exampleInstruction,
} from '../../../../../infra/http-api/openapi/example-lifecycle.ts';

const doubtful = {
  ...exampleInstruction,
  id: 'inv-doubt',
  status: 'needs-attention',
  createdAt: '2026-11-20T12:00:00Z',
};
const pages = [
  { instructions: [exampleInstruction], next: 'two' },
  { instructions: [], next: 'three' },
  { instructions: [doubtful], unreadable: ['inv-odd'] },
];

/** In place of an answer: the gateway takes no token of theirs. */
const expired = {};

/** The name of the route that is called. */
function routeOf({ pathname }: URL): string {
  return `GET ${pathname.replace(/^(\/instructions)\/[^/]+/, '$1/{id}').replace(/(\/months)\/.*$/, '$1/{month}')}`;
}

/** The API as it answers so over HTTP, with how often each route was called. */
function apiWith(answers: Readonly<Record<string, object>>) {
  const calls: string[] = [];
  const answer = async (address: string | URL | Request): Promise<Response> => {
    const url = new URL(String(address), 'https://treasury.example.com');
    const name = routeOf(url);
    calls.push(name);
    if (name === 'GET /instructions')
      return Response.json(pages[['two', 'three'].indexOf(url.searchParams.get('after') ?? '') + 1]);
    const body = answers[name];
    if (body === expired) return Response.json({ message: 'Unauthorized' }, { status: 401 });
    return body === undefined ? Response.error() : Response.json(body);
  };
  const count = (name: string) => calls.filter((each) => each === name).length;
  return { api: new ApiClient({ token: async () => 'token' }, answer), count };
}

const me = (...roles: Role[]): Me => ({ person: 'carol@example.com', groups: ['finance'], roles: new Set(roles) });
const summary = { 'GET /instructions/{id}/approvals': exampleApprovalSummary };
const noPause = { 'GET /pause': { paused: false, pauses: [], changes: [] } };
const proposed = { ...exampleEntry, status: 'proposed' };

const at = '2026-11-20T10:00:00.000Z';
const changed = {
  coin: 'USDT',
  chain: 'ETH',
  address: '0x52908400098527886E0F7030069857D2E4169EE7',
  firstSeen: at,
  proposal: { by: 'bob@example.com', at },
};

describe('what waits for somebody', () => {
  test('is read to the last page, money in doubt first, also where a page is empty', async () => {
    const { api } = apiWith({ ...summary, ...noPause });
    const waiting = await new WaitingReader(api, me('operator')).read();
    expect(waiting.items.map(keyOf)).toEqual(['doubt inv-doubt', `approval ${exampleInstruction.id}`]);
    expect(waiting).toMatchObject({ isPartial: false, hasMore: false, unreadable: ['inv-odd'] });
  });

  test('is read again without what cannot have changed', async () => {
    const { api, count } = apiWith({
      ...summary,
      ...noPause,
      'GET /whitelist': { entries: [proposed] },
      'GET /deposit-addresses': { addresses: [changed] },
    });
    const reader = new WaitingReader(api, me('whitelister'));
    await reader.read();
    expect((await reader.read()).items).toHaveLength(4);
    const routes = ['GET /instructions/{id}/approvals', 'GET /whitelist', 'GET /deposit-addresses'];
    expect(routes.map(count)).toEqual([1, 1, 1]);
  });

  test('says so where a part cannot be read, and shows the rest', async () => {
    const { api } = apiWith(summary);
    const waiting = await new WaitingReader(api, me('whitelister', 'approver')).read();
    expect(waiting.items).toHaveLength(2);
    expect(waiting.isPartial).toBe(true);
  });

  test('says so where a destination cannot be read', async () => {
    const { api } = apiWith({ ...summary, ...noPause, 'GET /whitelist': { entries: [proposed], unreadable: ['x'] } });
    const waiting = await new WaitingReader(api, me('whitelister')).read();
    expect(waiting.items).toHaveLength(3);
    expect(waiting.isPartial).toBe(true);
  });

  test('says so where a deposit address cannot be read', async () => {
    const answer = { addresses: [changed], unreadable: ['USDT/Tron'] };
    const months = { 'GET /statements/months/{month}': { state: 'open', signOffs: [], obstacles: [], digest: '' } };
    const { api } = apiWith({ ...summary, ...noPause, ...months, 'GET /deposit-addresses': answer });
    const waiting = await new WaitingReader(api, me('approver')).read();
    expect(waiting.items.map(keyOf)).toContain('address USDT/ETH');
    expect(waiting.isPartial).toBe(true);
  });

  test('is not read where the login has expired', async () => {
    const { api } = apiWith({ ...summary, 'GET /pause': expired });
    await expect(new WaitingReader(api, me('approver')).read()).rejects.toThrow(LoginExpiredError);
  });
});
