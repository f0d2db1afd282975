import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportedCall, StoredCall } from '../../core/import/imported-call.ts';
import { strongestLinked } from '../../core/import/linked-views.ts';
import { mergeCall } from '../../core/import/merge-call.ts';
import { aPayload, ordersOf, viewOf } from '../../core/import/testing/views.ts';
import { type Database, engines, literal, type Row } from './harness.ts';
import { orgs, people, populate } from './world.ts';

/** What is stored of a call after an import: its columns as the importer reads them, and what hangs off it by name. */
interface Stored {
  call: StoredCall;
  assistant: string | null;
  prompt: string | null;
  phone: string | null;
  people: Row[];
}

const sets = fc.sample(fc.array(aPayload, { minLength: 2, maxLength: 4 }), { seed: 20261122, numRuns: 36 }).map((payloads) => payloads.map(viewOf));

/** Six orders at most: the first, the last and four between. */
const someOrders = (views: ImportedCall[]): ImportedCall[][] => {
  const all = ordersOf(views);
  return all.filter((_order, n) => n === 0 || n === all.length - 1 || n % Math.ceil(all.length / 5) === 0);
};

describe.each(engines)('reports about one call on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await db.exec(`select set_config('request.jwt.claims', ${literal(JSON.stringify({ sub: people.ed.id, role: 'authenticated' }))}, false)`);
  });
  afterAll(() => db?.close());

  const ask = async <T>(sql: string): Promise<T> => (await db.query<{ answer: T }>(`select ${sql} as answer`))[0]?.answer as T;
  const take = async (row: StoredCall, views: readonly ImportedCall[]): Promise<string> => {
    const items = JSON.stringify([{ call: row, ...strongestLinked(views) }]);
    const [answer] = await ask<{ result: string; reason?: string }[]>(`public.import_calls('${orgs.a}', ${literal(items)})`);
    return answer?.reason ?? answer?.result ?? '';
  };
  const read = async (id: string): Promise<Stored> => {
    const [entry] = await ask<{ call: StoredCall & { id: string } }[]>(`public.calls_for_import('${orgs.a}', '{${id}}')`);
    const [linked] = await db.query<Omit<Stored, 'call'>>(`select a.vapi_assistant_id as assistant, v.content as prompt, n.vapi_phone_id as phone,
        (select coalesce(jsonb_agg(to_jsonb(p) - '{id,call_id,organization_id,created_at}'::text[] order by p.participant_type, p.participant_name), '[]') from public.call_participants p where p.call_id = c.id) as people
      from public.calls c left join public.assistants a on a.id = c.assistant_id left join public.prompts v on v.id = c.prompt_id
      left join public.phone_numbers n on n.id = c.phone_number_id where c.id = '${entry?.call.id}'`);
    const { id: _id, organization_id: _org, assistant_id: _a, phone_number_id: _n, prompt_id: _p, created_at: _c, updated_at: _u, ...call } = (entry?.call ?? {}) as Row;
    return { call: { ...call, created_at: '' } as unknown as StoredCall, ...(linked as Omit<Stored, 'call'>) };
  };
  /** Runs an import and takes it back. */
  const tried = async <T>(action: () => Promise<T>): Promise<T> => {
    await db.exec('begin');
    try {
      return await action();
    } finally {
      await db.exec('rollback');
    }
  };
  const idOf = (views: readonly ImportedCall[]) => views[0]?.call.vapi_call_id ?? '';

  /** Each view as it is, one after another, as another sender or several importers at once would send them. */
  const oneByOne = (order: ImportedCall[]) =>
    tried(async () => {
      for (const view of order) expect(['inserted', 'updated', 'unchanged']).toContain(await take(mergeCall(null, view.call).merged, [view]));
      const stored = await read(idOf(order));
      for (const view of order) expect(await take(mergeCall(null, view.call).merged, [view])).toBe('unchanged');
      return stored;
    });

  it('end in the same row in every order, and it is the row that the importer makes of them', async () => {
    for (const views of sets) {
      const expected = views.reduce<StoredCall | null>((row, { call }) => mergeCall(row, call).merged, null) as StoredCall;
      const linked = strongestLinked(views);
      let first: Stored | null = null;
      for (const order of someOrders(views)) {
        const stored = await oneByOne(order);
        first ??= stored;
        expect(stored).toEqual(first);
        const { merged, changed } = mergeCall({ ...stored.call, created_at: expected.created_at }, { ...expected });
        expect({ changed, merged }).toEqual({ changed: false, merged: expected });
        expect([stored.assistant, stored.prompt, stored.phone]).toEqual([linked.assistant?.vapi_assistant_id ?? null, linked.assistant ? (linked.prompt?.content ?? null) : null, linked.phone_number?.vapi_phone_id ?? null]);
        expect(stored.people.length).toBe(linked.participants.length);
      }
    }
  });

  it('end in that row also where the importer merges with what is stored before it sends', async () => {
    for (const views of sets.slice(0, 20)) {
      const [order = []] = ordersOf(views);
      const sent = await oneByOne(order);
      const merged = await tried(async () => {
        for (const view of order.toReversed()) {
          const [entry] = await ask<{ call: StoredCall | null }[]>(`public.calls_for_import('${orgs.a}', '{${idOf(views)}}')`);
          await take(mergeCall(entry?.call ?? null, view.call).merged, [view]);
        }
        return read(idOf(views));
      });
      expect(merged).toEqual(sent);
    }
  });

  it('that carry no stamps are as new as they say, and of one time decided by their content', async () => {
    const plain = (change: Row) => JSON.stringify([{ call: { vapi_call_id: 'c0000000-0000-4000-8000-000000000001', created_at: '2026-10-01T08:00:00Z', call_type: 'inbound', status: 'ended', raw_data: {}, ...change } }]);
    const at = (hour: number) => `2026-10-01T0${hour}:00:00Z`;
    const reports = [
      plain({ source_updated_at: at(9), status: 'in-progress', cost: 0, summary: 'late', transcript: '', structured_data: {}, customer_info: { name: null }, recording_state: 'none' }), plain({ source_updated_at: at(8), cost: 0.5, summary: 'early', metadata: { a: 1, b: 1 }, transcript: 'AI: Hi.', structured_data: { party: 2 }, customer_info: { name: 'Ana' } }),
      plain({ summary: 'undated', metadata: { a: 2, c: 2 } }), plain({ source_updated_at: at(9), summary: 'as late', status: 'queued', recording_state: 'remote', recording_url: 'https://example.com/a.wav' }),
    ];
    const rows: Stored['call'][] = [];
    for (const order of ordersOf(reports)) {
      rows.push(await tried(async () => {
        for (const items of order) await ask(`public.import_calls('${orgs.a}', ${literal(items)})`);
        return (await read('c0000000-0000-4000-8000-000000000001')).call;
      }));
    }
    expect(rows[0]).toMatchObject({ status: 'ended', cost: 0.5, transcript: 'AI: Hi.', structured_data: { party: 2 }, customer_info: { name: 'Ana' }, metadata: { a: 1, b: 1, c: 2 }, recording_state: 'remote' });
    expect(['late', 'as late']).toContain(rows[0]?.summary);
    for (const row of rows) expect(row).toEqual(rows[0]);
  });
});
