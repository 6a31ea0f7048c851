import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadIssuer, signToken } from '../../../../infra/local/aws/issuer.ts';
import type { Notification } from '../../../../infra/local/aws/services/notifications.ts';
import { type RunningStack, startStack } from '../../../../infra/local/aws/stack.ts';
import { sharedKeyFile } from './support/issuer-key.ts';
import { eventually } from './support/stack.ts';

describe('an app that the CDK synthesized', () => {
  let folder: string;
  let stack: RunningStack;
  const lines: string[] = [];
  const heard: Notification[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'local-stack-'));
    const assembly = join(folder, 'cdk.out');
    await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'support/cdk-app.ts'), assembly]);
    stack = await startStack({
      assembly,
      parameters: { PartnerUrl: 'http://127.0.0.1:7' },
      secrets: { 'shop/key': '{"apiKey":"k"}' },
      issuerKeyFile: sharedKeyFile,
      log: ({ function: name, line }) => lines.push(`${name}: ${line}`),
    });
    stack.onNotification((notification) => heard.push(notification));
  });
  afterAll(async () => {
    await stack.close();
    await rm(folder, { recursive: true });
  });

  test('carries an order from its HTTP API through queue, bus and topic', async () => {
    const request = {
      issuer: 'https://login.example.com',
      audience: 'shop',
      expiresInSeconds: 60,
      claims: { email: 'alice@example.com' },
    };
    const token = await signToken(await loadIssuer(sharedKeyFile), request, Date.now());
    const url = `${stack.httpUrl}/orders/14`;
    expect((await fetch(url, { method: 'POST' })).status).toBe(401);
    const answer = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, await answer.json()]).toEqual([
      202,
      { by: 'alice@example.com', price: '42', url: 'http://127.0.0.1:7' },
    ]);
    await eventually(() => heard.find(({ message }) => message === '"by alice@example.com"'));
  });

  test('fires its schedules', async () => {
    await eventually(() => lines.find((line) => line === 'shop-tick: tick aws.scheduler'));
    await stack.fireSchedule('evening');
    await eventually(() => heard.find(({ message }) => /^"by \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"$/.test(message)));
  });

  test('has its outputs resolved', () => {
    expect(stack.outputs).toEqual({
      AlarmTopic: expect.stringMatching(/^arn:aws:sns:us-east-1:000000000000:/),
      ApiUrl: stack.httpUrl,
    });
  });
});
