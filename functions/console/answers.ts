import { createHash } from 'node:crypto';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { NotFoundError } from '../shared/ledger/errors.ts';
import type { Assets } from './assets.ts';
import { chooseEncoding, type Encoding } from './choose-encoding.ts';

type Answer = APIGatewayProxyStructuredResultV2;

/** What of a request's headers an answer depends on. */
export interface RequestHeaders {
  readonly 'accept-encoding'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
}

/** A year, which is for ever: another content has another name. */
const forEver = 'public, max-age=31536000, immutable';

/** A file of the build. Only the manifest says which there are; a path is never made of anything else. */
export async function assetAnswer({ manifest, read }: Assets, name: string, headers: RequestHeaders): Promise<Answer> {
  const file = Object.hasOwn(manifest.files, name) ? manifest.files[name] : undefined;
  if (file === undefined) throw new NotFoundError('file');
  const encoding = chooseEncoding(headers['accept-encoding']);
  const body = await read(name, encoding);
  return {
    statusCode: 200,
    headers: { 'cache-control': forEver, ...contentHeaders(file.type, encoding) },
    ...binary(body),
  };
}

/**
 * Answers with the page. A browser asks each time whether it is still the same, and mostly it is. The headers are a part
 * of what may change: with a 304, browsers go on by the content security policy that they have.
 */
export function pageAnswers(
  html: string,
  headersBeside: Readonly<Record<string, string>>,
): (headers: RequestHeaders) => Answer {
  const bytes = Buffer.from(html);
  const bodies = { br: brotliCompressSync(bytes), gzip: gzipSync(bytes), none: bytes };
  // Weak, because it stands for the page however it is compressed.
  const hash = createHash('sha256').update(JSON.stringify(headersBeside)).update(bytes).digest('base64url');
  const etag = `W/"${hash.slice(0, 22)}"`;
  const common = { 'cache-control': 'no-cache', etag };
  return (headers) => {
    if (isAmong(etag, headers['if-none-match'])) return { statusCode: 304, headers: { ...common, vary } };
    const encoding = chooseEncoding(headers['accept-encoding']);
    return {
      statusCode: 200,
      headers: { ...common, ...contentHeaders('text/html; charset=utf-8', encoding) },
      ...binary(bodies[encoding?.name ?? 'none']),
    };
  };
}

/** A shared cache keeps one for each of these. */
const vary = 'accept-encoding';

function contentHeaders(type: string, encoding: Encoding | undefined): Record<string, string> {
  return { 'content-type': type, vary, ...(encoding === undefined ? {} : { 'content-encoding': encoding.name }) };
}

/** An HTTP API takes bytes as text only. */
function binary(bytes: Buffer): Pick<Answer, 'body' | 'isBase64Encoded'> {
  return { body: bytes.toString('base64'), isBase64Encoded: true };
}

/** As RFC 9110 compares the tags of If-None-Match: weakly. */
function isAmong(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  const plain = (tag: string): string => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => plain(tag) === plain(etag));
}
