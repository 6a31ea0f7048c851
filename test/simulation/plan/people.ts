/** Who asks, pauses and resumes. */
export const people = ['alice@example.com', 'bob@example.com', 'carol@example.com'] as const;

/** What they pause: all, or a part of what may be on its way. One names nothing that there is. */
export const scopes = [
  'all',
  'kind:withdrawal',
  'kind:asset-transfer',
  'coin:USDT',
  'destination:acme',
  'destination:tron',
  'destination:custody',
  'sweep:above',
  'sweep:top-up',
  'coin:BTC',
] as const;
