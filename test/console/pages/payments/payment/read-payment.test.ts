import { describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../../../../../console/api/client.ts';
import { RefusedError, UnansweredError } from '../../../../../console/api/errors.ts';
import { readPayment } from '../../../../../console/pages/payments/payment/read-payment.ts';
import { exampleApprovalSummary, exampleInstruction } from '../../../../../infra/http-api/openapi/example-lifecycle.ts';

const id = exampleInstruction.id;

/** An API that answers these two bodies, or throws what stands for one. */
function apiWith(instruction: object, summary: object): Pick<ApiClient, 'call'> {
  const call = async (name: string) => {
    const body = name === 'GET /instructions/{id}' ? instruction : summary;
    if (body instanceof Error) throw body;
    // As it comes over the wire.
    return JSON.parse(JSON.stringify({ status: 200, body }));
  };
  return { call };
}

const read = (instruction: object = {}, summary: object = {}) =>
  readPayment(apiWith({ ...exampleInstruction, ...instruction }, { ...exampleApprovalSummary, ...summary }), id);

describe('a payment as it is read', () => {
  test('has the digest of what is shown, and it is that of the treasury', async () => {
    const { digest, isAsShown, shown } = await read();
    expect([digest, isAsShown]).toEqual([exampleInstruction.digest, true]);
    expect(shown).toMatchObject({ quantity: '1250.5', address: exampleInstruction.address });
  });

  test.each([
    ['quantity', '12505'],
    ['address', '0x52908400098527886E0F7030069857D2E4169EE8'],
    ['destination', 'other'],
    ['chain', 'Tron'],
    ['coin', 'BTC'],
    ['tag', '7'],
    ['note', 'invoice 43'],
    ['requestedBy', 'mallory@example.com'],
    ['kind', 'fiat-withdrawal'],
    ['fundFrom', 'trading'],
    ['id', 'inv-2026-0043'],
    ['digest', '0'.repeat(64)],
  ])('is not as shown where an answer has another %s on its way', async (name, value) => {
    expect(await read({ [name]: value })).toMatchObject({ isAsShown: false });
  });

  test('is not as shown where it is another payment as a whole', async () => {
    const api = apiWith(exampleInstruction, exampleApprovalSummary);
    expect(await readPayment(api, 'inv-2026-0043')).toMatchObject({ isAsShown: false });
  });

  test('is not as shown where only the summary is about something else', async () => {
    expect(await read({}, { digest: '0'.repeat(64) })).toMatchObject({ isAsShown: false });
  });

  test('is shown without its summary where that is refused', async () => {
    const refused = new RefusedError(500, 'item-corrupt', 'not as it was written', []);
    const payment = await readPayment(apiWith(exampleInstruction, refused), id);
    expect(payment).toMatchObject({ isAsShown: true, summary: { state: 'failed' } });
  });

  test('needs no summary where it is a sweep, which nobody approves', async () => {
    const refused = new RefusedError(404, 'not-found', 'no payment', []);
    const payment = await readPayment(apiWith({ ...exampleInstruction, kind: 'asset-transfer' }, refused), id);
    expect(payment.summary).toEqual({ state: 'none' });
  });

  test('is not there where nothing answered', async () => {
    const lost = new UnansweredError('offline');
    await expect(readPayment(apiWith(exampleInstruction, lost), id)).rejects.toBe(lost);
  });
});
