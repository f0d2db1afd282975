import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { ImportAccount, type ImportSummary } from './import-account.ts';
import type { StoredCall } from './imported-call.ts';
import { parseCall } from './parse-call.ts';
import { planImport, type FileItem, type PlannedItem } from './plan.ts';
import type { SetAside } from './set-aside.ts';

const NOW = '2026-03-10T12:00:00.000Z';
const call = (id: string, minute: number, more: object = {}) => ({ id, type: 'webCall', status: 'ended', createdAt: '2026-03-02T09:00:00Z', updatedAt: `2026-03-02T09:0${minute}:00Z`, ...more });
const status = (id: string) => ({ message: { type: 'status-update', status: 'ended', timestamp: '2026-03-02T09:00:01Z', call: { id } } });
const items = (...payloads: readonly unknown[]): FileItem[] => payloads.map((payload, index) => ({ file: 0, index, parsed: parseCall(payload, NOW) }));
const counts = ({ read, inserted, updated, unchanged, setAside }: ImportSummary) => [read, inserted, updated, unchanged, setAside.length];
const LEFT: SetAside = { reason: 'cancelled', detail: '' };
const summarise = (planned: readonly PlannedItem[], refused?: ReadonlyMap<string, SetAside>): ImportSummary => {
  const account = new ImportAccount(['a.json']);
  account.count(0, planned.length);
  account.settle(planned, refused);
  return account.close(LEFT);
};
const run = (drop: readonly FileItem[], stored: ReadonlyMap<string, StoredCall> = new Map()) => summarise(planImport(drop, stored).items);
const afterwards = (drop: readonly FileItem[]) => new Map(planImport(drop, new Map()).writes.map(({ row }) => [row.vapi_call_id, row]));

describe('planImport', () => {
  test('one call twice in a file is one row: inserted, then updated or unchanged', () => {
    const drop = items(call('a', 1, { summary: 'old' }), call('a', 2, { summary: 'new' }), call('a', 1, { summary: 'old' }), call('b', 1));
    expect(counts(run(drop))).toEqual([4, 2, 1, 1, 0]);
    const { writes } = planImport(drop, new Map());
    expect(writes.map(({ action, row, sources }) => [action, row.summary, sources.length])).toEqual([['insert', 'new', 3], ['insert', null, 1]]);
  });

  test('a second run changes nothing', () => {
    const drop = items(call('a', 1, { summary: 'old' }), status('a'), call('a', 2, { summary: 'new' }), status('zzz'));
    expect(counts(run(drop, afterwards(drop)))).toEqual([4, 0, 0, 3, 1]);
    expect(planImport(drop, afterwards(drop)).writes.map(({ action }) => action)).toEqual(['none']);
  });

  test('an event finds its call wherever that stands in the drop, and is set aside where there is none', () => {
    expect(run(items(status('a'), call('a', 1))).setAside).toEqual([]);
    expect(run(items(status('a'))).setAside).toMatchObject([{ file: 'a.json', index: 0, reason: 'unknown-call' }]);
  });

  test('a stored call is updated by a later view', () => {
    const stored = afterwards(items(call('a', 1, { status: 'in-progress' })));
    const plan = planImport(items(call('a', 2)), stored);
    expect(plan.writes).toMatchObject([{ action: 'update', row: { status: 'ended' } }]);
    expect(counts(summarise(plan.items))).toEqual([1, 0, 1, 0, 0]);
  });

  test('what the database refuses is set aside with every item of that call', () => {
    const drop = items(call('a', 1), call('a', 2), call('b', 1));
    const { items: planned, writes } = planImport(drop, new Map());
    const refused = new Map([[writes[0]?.row.vapi_call_id ?? '', { reason: 'held-elsewhere', detail: 'It cannot be taken here.' } as const]]);
    expect(counts(summarise(planned, refused))).toEqual([3, 1, 0, 0, 2]);
  });
});

test('read is always the sum of the rest', () => {
  const payload = fc.oneof(
    fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 9 }), fc.constantFrom('x', 'y')).map(([id, minute, summary]) => call(id, minute, { summary })),
    fc.constantFrom('a', 'b', 'd').map(status),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.array(payload), fc.array(payload), (before, drop) => {
      const summary = run(items(...drop), afterwards(items(...before)));
      expect(summary.read).toBe(summary.inserted + summary.updated + summary.unchanged + summary.setAside.length);
      expect(summary.read).toBe(drop.length);
      expect(counts(run(items(...drop), afterwards(items(...drop)))).slice(1, 3)).toEqual([0, 0]);
    }),
  );
});
