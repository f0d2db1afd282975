import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { uuid } from '../testing/fake-calls.ts';
import { aWorld, fakeMain } from '../testing/fake-main.ts';
import { DraftBook } from './draft-book.ts';
import { createMemoryBridge, type MemoryBridge } from './memory-bridge.ts';

const CALL = uuid(1);
const world = aWorld(1);
let bridge: MemoryBridge;
const saved = (): unknown[] => bridge.log.filter(({ route }) => route === 'drafts.save').map(({ input }) => (input as { text: string }).text);

beforeEach(() => {
  vi.useFakeTimers();
  world.drafts.clear();
  bridge = createMemoryBridge(fakeMain(world));
  Object.defineProperty(window, 'sidetone', { configurable: true, value: bridge });
});
afterEach(() => vi.useRealTimers());

describe('drafts of a call', () => {
  it('are on disk within 400 ms, however long one types without a pause', () => {
    const book = new DraftBook(CALL);
    for (let at = 0; at < 1000; at += 50) {
      book.set('moment:new', 'x'.repeat(at / 50 + 1));
      vi.advanceTimersByTime(50);
    }
    expect(saved().length).toBeGreaterThanOrEqual(3);
    const kept = saved().at(-1) as string;
    expect(kept.length).toBeGreaterThanOrEqual(20 - 8);
    vi.advanceTimersByTime(300);
    expect(saved().at(-1)).toBe('x'.repeat(20));
  });

  it('are there at once when asked for, and when they end', () => {
    const book = new DraftBook(CALL);
    book.set('comment:a', 'half');
    book.flush();
    expect(saved()).toEqual(['half']);
    book.end('comment:a');
    book.end('comment:a');
    expect(saved()).toEqual(['half', '']);
    expect(book.get('comment:a')).toBeNull();
    vi.advanceTimersByTime(1000);
    expect(saved()).toHaveLength(2);
  });

  it('come back from disk, and what was typed meanwhile stands', async () => {
    world.drafts.set(CALL, new Map([['moment:new', 'old'], ['comment:a', 'kept']]));
    const book = new DraftBook(CALL);
    book.set('moment:new', 'newer');
    await book.load();
    expect([book.get('moment:new'), book.get('comment:a'), book.fields()]).toEqual(['newer', 'kept', ['moment:new', 'comment:a']]);
  });

  it('that could not be saved are tried again with the next', async () => {
    const failing = createMemoryBridge(fakeMain(world, { 'drafts.save': async () => Promise.reject(new Error('no store')) }));
    Object.defineProperty(window, 'sidetone', { configurable: true, value: failing });
    const book = new DraftBook(CALL);
    book.set('moment:new', 'a');
    book.flush();
    await vi.advanceTimersByTimeAsync(10);
    Object.defineProperty(window, 'sidetone', { configurable: true, value: bridge });
    book.set('comment:a', 'b');
    book.flush();
    expect(saved().toSorted()).toEqual(['a', 'b']);
  });
});
