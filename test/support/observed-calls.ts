import { Contract } from './api-contract.ts';

/** From now on every call to the HTTP API at this address is compared with the API's document. `end` stops it. */
export function observeCalls(isApi: (url: string) => boolean): { readonly contract: Contract; end(): void } {
  const contract = new Contract();
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const response = await real(input, init);
    const url = String(input instanceof Request ? input.url : input);
    if (!isApi(url)) return response;
    const { pathname, search } = new URL(url);
    const body = typeof init?.body === 'string' ? { body: parsed(init.body) } : {};
    // The answer to a HEAD has none.
    const text = await response.clone().text();
    const answer = { status: response.status, body: text === '' ? undefined : parsed(text) };
    contract.check({ method: init?.method ?? 'GET', target: `${pathname}${search}`, ...body, answer });
    return response;
  };
  return {
    contract,
    end: () => {
      globalThis.fetch = real;
    },
  };
}

function parsed(text: string): unknown {
  return JSON.parse(text);
}
