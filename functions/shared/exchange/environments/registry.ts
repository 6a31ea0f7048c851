import type { Environment } from './environment.ts';

const noMoneyEndpoints = {
  available: false,
  reason:
    'the HashKey PRO API has no transfer, withdrawal or deposit address; only its keys can be checked (npm run reach)',
} as const;

/** The second half of the 2010s: HashKey PRO, API introduction 3.0 and the preview page. */
const pro = {
  generation: 'pro',
  basePath: '/APITrade',
  signing: ['ecdsa-secp256k1', 'hmac-sha256'],
  treasury: noMoneyEndpoints,
} as const;

/** Every environment that the vendor's pages name (exchange-api.md 1.1 and 1.2), and this machine's simulator. */
export const environments: readonly Environment[] = [
  {
    id: 'hashkey-production',
    title: 'HashKey Exchange, production',
    generation: 'current',
    rest: 'https://api-pro.hashkey.com',
    basePath: '',
    websocket: 'wss://stream-pro.hashkey.com/quote/ws/v1',
    fix: 'fix-gateway.hashkey.com',
    signing: ['hmac-sha256', 'ed25519'],
    maintenance: [],
    production: true,
    treasury: { available: true },
  },
  {
    id: 'hashkey-sandbox',
    title: 'HashKey Exchange, sandbox',
    generation: 'current',
    rest: 'https://api-pro.sim.hashkeydev.com',
    basePath: '',
    websocket: 'wss://stream-pro.sim.hashkeydev.com',
    fix: 'fix-gateway.sim.hashkeydev.com',
    website: 'https://hk.sim.hashkeydev.com',
    signing: ['hmac-sha256', 'ed25519'],
    maintenance: [],
    production: false,
    treasury: { available: true },
  },
  {
    ...pro,
    id: 'hashkey-pro-staging',
    title: 'HashKey PRO, staging',
    rest: 'https://api-test.pro.hashkey.com',
    websocket: 'wss://api-test.pro.hashkey.com/APITradeWS/v1/messages',
    // Monday, Wednesday and Friday, 14:00 to 15:00.
    maintenance: [{ days: [1, 3, 5], fromMinute: 14 * 60, toMinute: 15 * 60 }],
    hostAddress: '45.249.244.103',
    production: false,
  },
  {
    ...pro,
    id: 'hashkey-pro-preview',
    title: 'HashKey PRO, preview',
    rest: 'https://preview-pro.hashkey.com',
    websocket: 'wss://preview-pro.hashkey.com/APITradeWS/v1/messages',
    // Thursday, 13:30 to 15:30.
    maintenance: [{ days: [4], fromMinute: 13 * 60 + 30, toMinute: 15 * 60 + 30 }],
    hostAddress: '45.249.244.103',
    production: false,
  },
  {
    ...pro,
    id: 'hashkey-pro-production',
    title: 'HashKey PRO, production',
    rest: 'https://pro.hashkey.com',
    maintenance: [],
    production: true,
  },
  {
    id: 'local',
    title: 'The simulator, or another exchange named at the start',
    generation: 'current',
    basePath: '',
    signing: ['hmac-sha256', 'ed25519'],
    maintenance: [],
    production: false,
    treasury: { available: true },
  },
];
