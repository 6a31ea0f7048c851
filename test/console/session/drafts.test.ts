import { describe, expect, test } from '@jest/globals';
import { Drafts } from '../../../console/session/drafts.ts';
import { MemoryStorage } from './memory-storage.ts';

const form = { quantity: '5', note: 'invoice 42' };

describe('what somebody typed', () => {
  test('is there again after the tab was elsewhere, and in no storage any more', () => {
    const storage = new MemoryStorage();
    const before = new Drafts(storage, 'alice@example.com');
    before.write('ask', form);
    expect(storage.length).toBe(0);
    before.keep();
    const after = new Drafts(storage, 'alice@example.com');
    expect(after.read('ask')).toEqual(form);
    expect(storage.length).toBe(0);
  });

  test('is shown to nobody else, and gone once somebody else logged in', () => {
    const storage = new MemoryStorage();
    const alice = new Drafts(storage, 'alice@example.com');
    alice.write('ask', form);
    alice.keep();
    const bob = new Drafts(storage, 'bob@example.com');
    expect([bob.read('ask'), bob.isEmpty, storage.length]).toEqual([undefined, true, 0]);
    expect(new Drafts(storage, 'alice@example.com').isEmpty).toBe(true);
  });

  test('is dropped once it was sent, and after a logout', () => {
    const storage = new MemoryStorage();
    const drafts = new Drafts(storage, 'alice@example.com');
    drafts.write('ask', form);
    drafts.write('decline', { reason: 'not ours' });
    drafts.drop('ask');
    drafts.keep();
    expect(storage.length).toBe(1);
    drafts.forget();
    drafts.keep();
    expect([drafts.isEmpty, storage.length]).toEqual([true, 0]);
  });

  test('is nothing where the storage holds something else', () => {
    const storage = new MemoryStorage();
    storage.setItem('drafts of alice@example.com', '[1]');
    expect(new Drafts(storage, 'alice@example.com').isEmpty).toBe(true);
  });
});
