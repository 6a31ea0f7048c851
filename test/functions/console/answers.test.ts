import { expect, test } from '@jest/globals';
import { pageAnswers } from '../../../functions/console/answers.ts';

const policy = (origin: string) => ({ 'content-security-policy': `connect-src 'self' ${origin}` });
const etagOf = (html: string, headers: Readonly<Record<string, string>>) =>
  String(pageAnswers(html, headers)({}).headers?.etag);

test('a page that is still the same is not sent again', () => {
  const answer = pageAnswers('<p>', policy('https://login.example.com'));
  const etag = etagOf('<p>', policy('https://login.example.com'));
  expect(answer({ 'if-none-match': `"other", ${etag.replace('W/', '')}` }).statusCode).toBe(304);
  expect(answer({ 'if-none-match': '"other"' }).statusCode).toBe(200);
});

test('a page with another policy is another page: a browser would go on by the one that it has', () => {
  const before = etagOf('<p>', policy('https://login.example.com'));
  const answer = pageAnswers('<p>', policy('https://tokens.example.com'));
  expect(answer({ 'if-none-match': before }).statusCode).toBe(200);
});
