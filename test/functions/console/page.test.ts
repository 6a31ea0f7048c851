import { describe, expect, test } from '@jest/globals';
import type { ConsoleConfiguration } from '../../../functions/console/configuration.ts';
import { pageHtml } from '../../../functions/console/page.ts';

const configuration: ConsoleConfiguration = {
  stage: 'sandbox',
  issuer: 'https://login.example.com',
  clientId: 'treasury',
  scope: 'openid',
  token: 'id',
  userClaim: 'email',
  groupsClaim: 'groups',
  audience: 'treasury',
};
const manifest = {
  entry: 'main-A.js',
  stylesheet: 'main-B.css',
  icon: 'icon-C.svg',
  preloads: ['chunk-D.js', 'chunk-E.js'],
  files: {},
};

describe('the page', () => {
  test('begins with the stylesheet, what the script imports, and the script', () => {
    const html = pageHtml(manifest, configuration);
    const addresses = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address);
    const names = ['icon-C.svg', 'main-B.css', 'chunk-D.js', 'chunk-E.js', 'main-A.js'];
    expect(addresses).toEqual(names.map((name) => `/console/${name}`));
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  });

  test('has no script or style of its own', () => {
    const html = pageHtml(manifest, configuration);
    expect(html).not.toMatch(/<style|style=|<script(?![^>]+src=)| on\w+=/);
  });

  test('has the configuration as text, whatever is in it', () => {
    const clientId = `"><script>alert('1')</script>&quot;`;
    const html = pageHtml(manifest, { ...configuration, clientId });
    expect(html).not.toContain('<script>');
    const [, content = ''] = /name="treasury-configuration" content="([^"]*)"/.exec(html) ?? [];
    const unescaped = content.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
    expect(JSON.parse(unescaped.replaceAll('&amp;', '&'))).toEqual({ ...configuration, clientId });
  });
});
