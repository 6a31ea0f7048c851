import type { Interceptor, ProxiedResponse } from './proxy.ts';

/** S3's conditional write, which the emulator passes over: with `If-None-Match: *` an object is put only once. */
export const putOnce: Interceptor = async (proxied, forward) => {
  if (proxied.method === 'PUT' && proxied.headers['if-none-match'] === '*') {
    const path = proxied.path.replace(/\?.*$/, '');
    const found = await forward({ method: 'HEAD', path, headers: {}, body: Buffer.alloc(0) });
    if (found.status === 200) return preconditionFailed;
  }
  return forward(proxied);
};

const preconditionFailed: ProxiedResponse = {
  status: 412,
  headers: { 'content-type': 'text/xml' },
  body: Buffer.from('<Error><Code>PreconditionFailed</Code><Message>the object is there already</Message></Error>'),
};
