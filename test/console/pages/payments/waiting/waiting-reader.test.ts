import { describe, expect, test } from '@jest/globals';
import { LoginExpiredError, UnansweredError } from '../../../../../console/api/errors.ts';
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

/** An API of these answers, which counts its calls. */
function apiWith(answers: Readonly<Record<string, object>>) {
  const calls: string[] = [];
  const bodyOf = (name: string, after = '') => {
    if (name === 'GET /instructions') return pages[['two', 'three'].indexOf(after) + 1];
    const body = answers[name];
    if (body === undefined || body instanceof Error) throw body ?? new UnansweredError('offline');
    return body;
  };
  // Both as they go over the wire.
  const call = async (name: string, request?: unknown) => {
    calls.push(name);
    const { query } = JSON.parse(JSON.stringify(request ?? {}));
    return JSON.parse(JSON.stringify({ status: 200, body: bodyOf(name, query?.after) }));
  };
  const count = (name: string) => calls.filter((each) => each === name).length;
  return { api: { call }, count };
}

const me = (...roles: Role[]): Me => ({ person: 'carol@example.com', groups: ['finance'], roles: new Set(roles) });
const summary = { 'GET /instructions/{id}/approvals': exampleApprovalSummary };
const noPause = { 'GET /pause': { paused: false, pauses: [], changes: [] } };
const proposed = { ...exampleEntry, status: 'proposed' };

describe('what waits for somebody', () => {
  test('is read to the last page, money in doubt first, also where a page is empty', async () => {
    const { api } = apiWith({ ...summary, ...noPause });
    const waiting = await new WaitingReader(api, me('operator')).read();
    expect(waiting.items.map(keyOf)).toEqual(['doubt inv-doubt', `approval ${exampleInstruction.id}`]);
    expect(waiting).toMatchObject({ isPartial: false, hasMore: false, unreadable: ['inv-odd'] });
  });

  test('is read again without what cannot have changed', async () => {
    const { api, count } = apiWith({ ...summary, ...noPause, 'GET /whitelist': { entries: [proposed] } });
    const reader = new WaitingReader(api, me('whitelister'));
    await reader.read();
    expect((await reader.read()).items).toHaveLength(3);
    expect([count('GET /instructions/{id}/approvals'), count('GET /whitelist')]).toEqual([1, 1]);
  });

  test('says so where a part cannot be read, and shows the rest', async () => {
    const { api } = apiWith(summary);
    const waiting = await new WaitingReader(api, me('whitelister', 'approver')).read();
    expect(waiting.items).toHaveLength(2);
    expect(waiting.isPartial).toBe(true);
  });

  test('is not read where the login has expired', async () => {
    const expired = new LoginExpiredError();
    const { api } = apiWith({ ...summary, 'GET /pause': expired });
    await expect(new WaitingReader(api, me('approver')).read()).rejects.toBe(expired);
  });
});
