import { depositAddressKey, paceKey } from '../../../../functions/shared/core/item-keys.ts';
import { ecdsaSecret } from '../../../functions/shared/signing/support/secrets.ts';
import { sampleSecret } from '../../../support/exchange-client.ts';
import { acmeAddress } from '../../../support/instructions.ts';
import type { TestApi } from './test-api.ts';

const offerPath = '/api/v1/account/deposit/address';
const newAddress = '0xde709f2102306220921060314715629080e2fb77';

/** Deposit addresses, which only the exchange knows, and everything that can go wrong with it. */
export async function runExchangeScenario(testApi: TestApi): Promise<void> {
  await callDepositAddresses(testApi);
  await callWithExchangeFaults(testApi);
}

/** No waiting for the key's next slot. */
const clearPace = ({ ledger }: TestApi) => ledger.table.put({ pk: paceKey('whitelist') });

async function callDepositAddresses(testApi: TestApi): Promise<void> {
  const { call, exchange, ledger, withoutOutbox: withoutMessaging } = testApi;
  const offer = (address: string, canDeposit = true) => {
    const row = { canDeposit, address, addressExt: '', minQuantity: '1', coinType: 'ERC20_TOKEN' };
    exchange.on(offerPath, { status: 200, body: JSON.stringify(row) });
  };
  const get = async (place = 'USDT/ETH') => {
    await clearPace(testApi);
    await call('alice', 'GET', `/deposit-addresses/${place}`);
  };
  const confirm = async (person: 'bob' | 'wanda', address: string) => {
    await clearPace(testApi);
    await call(person, 'POST', '/deposit-addresses/USDT/ETH/confirmations', { address });
  };
  offer(acmeAddress);
  await confirm('bob', acmeAddress);
  await get();
  await get('NONE/ETH');
  offer(acmeAddress, false);
  await get();
  offer('nonsense');
  await get();
  await confirm('bob', acmeAddress);
  offer(newAddress);
  await get();
  await withoutMessaging(get);
  await confirm('bob', acmeAddress);
  await confirm('bob', '');
  await confirm('bob', newAddress);
  await call('alice', 'GET', '/deposit-addresses');
  await ledger.table.put({ pk: depositAddressKey('USDT', 'Tron'), odd: true });
  await call('alice', 'GET', '/deposit-addresses');
  await withoutMessaging(() => confirm('wanda', newAddress));
  await confirm('wanda', newAddress);
}

async function callWithExchangeFaults(testApi: TestApi): Promise<void> {
  const { exchange, ledger, secrets } = testApi;
  const onEach = async () => {
    for (const ask of callsOfExchangeRoutes(testApi)) {
      await clearPace(testApi);
      await ask();
    }
  };
  const says = (status: number, body: string) => {
    for (const path of [offerPath, '/api/v1/whitelist/walletSigning']) exchange.on(path, { status, body });
  };
  says(400, '{"code":-1101,"msg":"suspended"}');
  await onEach();
  says(200, '<html>');
  await onEach();
  says(502, '');
  await onEach();
  for (const blockedBy of ['rate-limited', 'ip-banned']) {
    for (const ask of callsOfExchangeRoutes(testApi)) {
      await ledger.table.put({ pk: paceKey('whitelist'), blockedUntil: Date.now() + 60_000, blockedBy });
      await ask();
    }
  }
  // The exchange refuses the key: from then on it is read again each time.
  says(400, '{"code":"0102","msg":"no such key"}');
  await onEach();
  secrets.answer = { kind: 'error', status: 400, type: 'ResourceNotFoundException' };
  await onEach();
  secrets.answer = { kind: 'secret', text: '{"apiKey":"k"}' };
  await onEach();
  // A key of HashKey PRO's kind does not sign here.
  secrets.answer = { kind: 'secret', text: JSON.stringify(ecdsaSecret) };
  await onEach();
  secrets.answer = { kind: 'secret', text: JSON.stringify(sampleSecret) };
}

/** A call of each route that asks the exchange. */
function callsOfExchangeRoutes({ call }: TestApi) {
  const proof = { kind: 'wallet-signature', message: 'it is ours', signature: `0x${'9a'.repeat(65)}` };
  return [
    () => call('alice', 'GET', '/deposit-addresses/USDT/ETH'),
    () => call('bob', 'POST', '/deposit-addresses/USDT/ETH/confirmations', { address: acmeAddress }),
    () => call('wanda', 'POST', '/whitelist/to-prove/proofs', proof),
  ];
}
