import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImportAccount } from './import-account.ts';
import type { PlannedItem } from './plan.ts';
import type { SetAside } from './set-aside.ts';

const LEFT: SetAside = { reason: 'cancelled', detail: 'left' };
const REFUSED: SetAside = { reason: 'refused', detail: 'no' };
const inserted = (file: number, index: number, vapiCallId = 'a'): PlannedItem => ({ file, index, outcome: 'inserted', vapiCallId });

describe('the account of an import', () => {
  test('sets aside what has no outcome, in the order of the files, under their names', () => {
    const account = new ImportAccount(['one.json', 'one.json']);
    account.count(0, 2);
    account.count(1, 3);
    account.settle([inserted(1, 1), { file: 1, index: 2, outcome: 'set-aside', why: REFUSED }, inserted(0, 0)]);
    expect([account.done, account.total]).toEqual([3, 5]);
    expect(account.close(LEFT)).toEqual({
      read: 5,
      inserted: 2,
      updated: 0,
      unchanged: 0,
      setAside: [
        { file: 'one.json', index: 1, ...LEFT },
        { file: 'one.json', index: 0, ...LEFT },
        { file: 'one.json', index: 2, ...REFUSED },
      ],
    });
  });

  test('takes a file that was not counted for one item, and an empty list for none', () => {
    const account = new ImportAccount(['unread.json', 'empty-list.json']);
    account.count(1, 0);
    expect(account.close(LEFT)).toMatchObject({ read: 1, setAside: [{ file: 'unread.json', index: 0 }] });
  });

  test('adds up whatever is said to it, and counts no item twice', () => {
    const place = { file: fc.nat(2), index: fc.nat(4) };
    const item: fc.Arbitrary<PlannedItem> = fc.oneof(
      fc.record({ ...place, outcome: fc.constantFrom('inserted' as const, 'updated' as const, 'unchanged' as const), vapiCallId: fc.constantFrom('a', 'b') }),
      fc.record({ ...place, outcome: fc.constant('set-aside' as const), why: fc.constant(REFUSED) }),
    );
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 2, maxLength: 2 }), fc.array(item), fc.boolean(), (counts, items, isRefused) => {
        const account = new ImportAccount(['a', 'b']);
        for (const [file, count] of counts.entries()) account.count(file, count);
        account.settle(items, isRefused ? new Map([['a', REFUSED]]) : undefined);
        const { read, inserted: i, updated, unchanged, setAside } = account.close(LEFT);
        expect(read).toBe(i + updated + unchanged + setAside.length);
        expect(new Set(setAside.map(({ file, index }) => `${file}/${index}`)).size).toBe(setAside.length);
      }),
    );
  });
});
