import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesWith, KEY, OTHER_KEY, temporaryFolder } from '../testing.ts';
import { openJournal, type Journal, type JournalRecord } from './journal.ts';

const NOW = Date.UTC(2026, 10, 28);
const aRecord = (n: number): JournalRecord => ({ last: n, changes: [{ type: 'put', opId: `op-${String(n)}`, row: { text: `canaryword ${String(n)}` } }] });

describe('the journal file', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let path: string;
  const opened: Journal[] = [];

  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder.path, 'store.outbox');
  });
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
    folder.remove();
  });

  const open = (key = KEY): Journal => {
    const one = openJournal(path, key, NOW);
    opened.push(one);
    return one;
  };
  const write = (count: number): number[] => {
    const journal = open();
    const sizes = Array.from({ length: count }, (_, n) => {
      journal.append(aRecord(n + 1));
      return statSync(path).size;
    });
    journal.close();
    return sizes;
  };
  const numbers = (journal: Journal): number[] => journal.found.map(({ last }) => last);

  it('is made with the first record and gives all of them back, none readable on disk', () => {
    open();
    expect(readdirSync(folder.path)).toEqual([]);
    write(3);
    expect(open().found).toEqual([1, 2, 3].map(aRecord));
    expect(filesWith(folder.path, 'canaryword')).toEqual([]);
    expect(filesWith(folder.path, 'op-1')).toEqual([]);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('cut off anywhere within its last record keeps the others, and goes on after them', () => {
    const [, second = 0, third = 0] = write(3);
    const whole = readFileSync(path);
    for (let length = second; length < third; length += 7) {
      writeFileSync(path, whole.subarray(0, length));
      const journal = open();
      expect([length, journal.setAside, numbers(journal)]).toEqual([length, null, [1, 2]]);
      journal.append(aRecord(9));
      journal.close();
      expect(numbers(open())).toEqual([1, 2, 9]);
    }
  });

  it('takes zeros and noise after its last record for what a power cut left', () => {
    write(2);
    const whole = readFileSync(path);
    for (const rest of [Buffer.alloc(300), Buffer.from([0, 0, 0, 60, ...Buffer.alloc(60, 7)])]) {
      writeFileSync(path, whole);
      appendFileSync(path, rest);
      const journal = open();
      expect([journal.setAside, numbers(journal)]).toEqual([null, [1, 2]]);
      journal.append(aRecord(3));
      expect(numbers(open())).toEqual([1, 2, 3]);
    }
  });

  it('with a fault in the middle is kept aside, and what can be read is read', () => {
    const [first = 0] = write(4);
    const bytes = readFileSync(path);
    bytes[first + 30] = (bytes[first + 30] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const journal = open();
    expect(numbers(journal)).toEqual([1, 3, 4]);
    expect(readFileSync(journal.setAside ?? '')).toEqual(bytes);
  });

  it('takes no record at another place than its own', () => {
    const [first = 0, second = 0, third = 0] = write(3);
    const whole = readFileSync(path);
    const swapped = [[0, first], [second, third], [first, second]].map(([from, to]) => whole.subarray(from, to));
    writeFileSync(path, Buffer.concat(swapped));
    expect(numbers(open())).toEqual([1]);
    writeFileSync(path, Buffer.concat([whole, whole.subarray(first, second)]));
    expect(numbers(open())).toEqual([1, 2, 3]);
  });

  it('of another key, or that is none, is renamed and never deleted', () => {
    write(2);
    const whole = readFileSync(path);
    const other = open(OTHER_KEY);
    expect(other.found).toEqual([]);
    expect(other.setAside).toBe(`${path}.unreadable-2026-11-28T00-00-00-000Z`);
    expect(readFileSync(other.setAside ?? '')).toEqual(whole);
    writeFileSync(path, 'something else altogether');
    expect(open().setAside).not.toBeNull();
    writeFileSync(path, whole);
    expect(numbers(open())).toEqual([1, 2]);
  });

  it('forgets what is taken back', () => {
    const journal = open();
    journal.append(aRecord(1));
    const takeBack = journal.append(aRecord(2));
    takeBack();
    expect(numbers(open())).toEqual([1]);
    journal.append(aRecord(3));
    expect(numbers(open())).toEqual([1, 3]);
  });

  it('is written anew whole, under another key of its own', () => {
    const journal = open();
    for (let n = 0; n < 50; n += 1) journal.append(aRecord(1));
    const before = readFileSync(path);
    expect(journal.grown()).toBeGreaterThan(5000);
    journal.rewrite([aRecord(7)]);
    expect(journal.grown()).toBe(0);
    expect(statSync(path).size).toBeLessThan(300);
    expect(readFileSync(path).subarray(0, 34)).not.toEqual(before.subarray(0, 34));
    journal.append(aRecord(8));
    expect(numbers(open())).toEqual([7, 8]);
    truncateSync(path, 0);
    expect(open().found).toEqual([]);
  });
});
