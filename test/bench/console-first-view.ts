import { createServer } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Browser } from 'playwright-core';
import * as v from 'valibot';
import { assetAnswer, pageAnswers } from '../../functions/console/answers.ts';
import { type Assets, openAssets } from '../../functions/console/assets.ts';
import { pageHtml } from '../../functions/console/page.ts';
import { securityHeaders } from '../../functions/console/security-headers.ts';
import { closeServer, listen } from '../../infra/local/aws/services/listen.ts';
import { findBrowser, launchBrowser } from '../console/browser/support/find-browser.ts';

/** Odd, so that one of them is the median. */
const rounds = 9;

const emptyPath = '/empty';
const emptyPage = '<!doctype html><html lang="en"><head><title>Empty</title></head><body><h1>Empty</h1></body></html>';

export interface FirstView {
  /** Until something is seen, in milliseconds. Each is a median. */
  readonly console: number;
  readonly emptyPage: number;
  readonly requests: number;
}

/**
 * How long a browser that has never been here takes until something of the console is seen, and an empty page in the
 * same browser. Nobody is logged in, and there is no provider. Undefined where there is no browser.
 */
export async function measureFirstView(folder: string): Promise<FirstView | undefined> {
  const found = await findBrowser();
  if (found === undefined) return undefined;
  const server = serverOf(openAssets(folder));
  const url = await listen(server, 0);
  const browser = await launchBrowser(found);
  try {
    const views: (readonly [shown: View, empty: View])[] = [];
    // In turns: whatever else this machine does slows both.
    for (let round = 0; round < rounds; round += 1)
      views.push([await look(browser, `${url}/`), await look(browser, url + emptyPath)]);
    return {
      console: median(views.map(([{ ms }]) => ms)),
      emptyPage: median(views.map(([, { ms }]) => ms)),
      requests: views[0]?.[0].requests ?? 0,
    };
  } finally {
    await browser.close();
    await closeServer(server, 0);
  }
}

interface View {
  readonly ms: number;
  readonly requests: number;
}

async function look(browser: Browser, url: string): Promise<View> {
  const context = await browser.newContext();
  const page = await context.newPage();
  let requests = 0;
  page.on('request', (request) => {
    if (request.url().startsWith(new URL(url).origin)) requests += 1;
  });
  await page.goto(url, { waitUntil: 'load' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const ms = await page.evaluate(`new Promise((resolve) => new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName('first-contentful-paint');
    if (paint !== undefined) resolve(paint.startTime);
  }).observe({ type: 'paint', buffered: true }))`);
  await context.close();
  return { ms: v.parse(v.number(), ms), requests };
}

/** As the function answers, without its way through Lambda. */
function serverOf(assets: Assets) {
  const configuration = {
    stage: 'bench',
    issuer: 'https://login.example.com',
    clientId: 'treasury',
    scope: 'openid',
    token: 'access',
    userClaim: 'email',
    groupsClaim: 'groups',
    audience: 'treasury',
  } as const;
  const security = securityHeaders([]);
  const page = pageAnswers(pageHtml(assets.manifest, configuration), security);
  const answer = async (path: string, headers: { 'accept-encoding'?: string | undefined }) => {
    if (path === emptyPath) return { statusCode: 200, headers: { 'content-type': 'text/html' }, body: btoa(emptyPage) };
    return path === '/' ? page(headers) : await assetAnswer(assets, path.replace('/console/', ''), headers);
  };
  return createServer((request, response) => {
    const encoding = request.headers['accept-encoding'];
    answer(request.url ?? '/', { 'accept-encoding': encoding?.toString() }).then(
      ({ statusCode = 200, headers, body = '' }: APIGatewayProxyStructuredResultV2) => {
        for (const [name, value] of Object.entries({ ...headers, ...security }))
          response.setHeader(name, String(value));
        response.writeHead(statusCode).end(Buffer.from(body, 'base64'));
      },
      () => response.writeHead(404).end(),
    );
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
