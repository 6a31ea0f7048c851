import { expect, test } from '@jest/globals';
import { whileSeen } from '../../../console/app/while-seen.ts';

class SeenPage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  turn(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

test('a page is read anew at once when somebody comes back to it, and not once it is left for good', () => {
  const page = new SeenPage();
  let reads = 0;
  const countAfter = (state: DocumentVisibilityState) => {
    page.turn(state);
    return reads;
  };
  const read = () => {
    reads += 1;
  };
  const end = whileSeen(read, 3_600_000, page);
  expect([countAfter('hidden'), countAfter('visible')]).toEqual([0, 1]);
  end();
  expect(countAfter('visible')).toBe(1);
});

test('a page that is looked at is read again by itself', async () => {
  const page = new SeenPage();
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = whileSeen(resolve, 1, page);
  await promise;
  end();
});
