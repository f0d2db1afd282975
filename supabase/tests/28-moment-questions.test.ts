import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { mark, marked, momentId, momentWrites, said } from './moments.ts';
import { score, send, type Tell } from './operations.ts';
import { points } from './runs.ts';
import { type Actor, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const call = rows.a.call;
const first = momentId(1);
const a = { p_organization_id: orgs.a };

interface Page extends Row {
  rows: Row[];
  next: Row | null;
}

describe.each(engines)('questions about moments on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const list = (as: Tell, who: Actor, filters: unknown = {}, more: Row = {}) => as(who).rpc<Page>('list_moments', { ...a, p_filters: JSON.stringify(filters), ...more });
  const listed = async (as: Tell, filters: unknown, who: Actor = 'vic') => (await list(as, who, filters)).rows.map((row) => Number(String(row['id']).slice(-12)));
  const stamps = (as: Tell, who: Actor, ids: readonly string[], org: string = orgs.a) => as(who).rpc<{ id: string; stamp: string }[]>('call_stamps', { p_organization_id: org, p_call_ids: ids });
  const stamp = async (as: Tell) => (await stamps(as, 'vic', [call]))[0]?.stamp;
  const callOf = (as: Tell) => as('vic').rpc<{ moments: Row[]; stamp: string }>('get_call', { ...a, p_call_id: call });
  /** Moves a moment's birth: within a story all are born at once. */
  const born = (n: number, at: string) => db.exec(`update public.key_moments set created_at = '${at}' where id = '${momentId(n)}'`);

  it('a call comes with its moments in the order of the recording, and its stamp', () => story(db, async (as) => {
    expect((await callOf(as)).moments).toEqual([]);
    await mark(as, 'rex', 2, { start_ms: 5000, end_ms: 6000, kind: 'issue', note: 'N' });
    await mark(as, 'cora', 1, { start_ms: 5000 });
    await mark(as, 'cora', 3, { start_ms: 0 });
    await mark(as, 'cora', 4);
    await send(as, 'cora', 'delete_moment', 1, { moment_id: momentId(4), deleted: true });
    for (const n of [900, 901]) await send(as, 'rex', 'comment_moment', 0, said(n));
    await send(as, 'rex', 'share_moment', 0, momentWrites.share_moment.patch);
    const found = await callOf(as);
    expect(found.moments).toMatchObject([{ id: momentId(3) }, { id: first, author_name: 'Cora', shared_with: [people.cora.id], comments: [{ id: momentId(900) }, { id: momentId(901) }] },
      { id: momentId(2), start_ms: 5000, end_ms: 6000, kind: 'issue', note: 'N', comments: [], shared_with: [], author: people.rex.id, deleted: false }]);
    expect(found.stamp).toBe(await stamp(as));
    for (const who of ['bob', 'nan'] as const) expect(await as(who).rpc('get_call', { ...a, p_call_id: call })).toBeNull();
  }));

  it('a stamp changes with everything a call\'s screen shows, and with nothing else', () => story(db, async (as) => {
    const seen = new Set<string | undefined>([await stamp(as)]);
    const steps: [string, () => Promise<unknown>][] = [
      ['mark', () => mark(as, 'rex', 1)], ['change', () => send(as, 'rex', 'change_moment', 1, { moment_id: first, note: 'x' })],
      ['comment', () => send(as, 'rex', 'comment_moment', 0, said(900))], ['comment changed', () => send(as, 'rex', 'comment_moment', 1, said(900, { body: 'y' }))],
      ['comment withdrawn', () => send(as, 'rex', 'comment_moment', 2, said(900, { body: null }))], ['share', () => send(as, 'rex', 'share_moment', 0, momentWrites.share_moment.patch)],
      ['delete', () => send(as, 'rex', 'delete_moment', 2, { moment_id: first, deleted: true })], ['bring back', () => send(as, 'rex', 'delete_moment', 3, { moment_id: first, deleted: false })],
      ['override', () => send(as, 'rex', 'override_score', 1, score)], ['confirm', () => send(as, 'rex', 'confirm_review', 2, { call_id: call })],
      ['a judge\'s texts', () => db.exec(`update public.qci_analyses set key_moments = array['x'] where call_id = '${call}'`)],
      ['the call', () => db.exec(`update public.calls set summary = 'Other', updated_at = now() + interval '1 second' where id = '${call}'`)],
      ['the analysis goes', () => db.exec(`delete from public.qci_analyses where call_id = '${call}'`)],
    ];
    // The call is touched at the transaction's own time, which is not that of the world.
    for (const [name, act] of steps) {
      await act();
      const now = await stamp(as);
      expect([name, seen.has(now)]).toEqual([name, false]);
      seen.add(now);
    }
    const last = await stamp(as);
    await send(as, 'vic', 'mark_moment', 0, marked(5));
    await send(as, 'rex', 'change_moment', 1, { moment_id: first, label: 'late' });
    await send(as, 'ann', 'share_moment', 0, momentWrites.share_moment.patch);
    await db.exec(`insert into public.key_moments (id, call_id, start_ms, label) values ('${momentId(7)}', '${rows.b.call}', 0, 'In b')`);
    expect([await stamp(as), await stamp(as)]).toEqual([last, last]);
    await send(as, 'rex', 'share_moment', 0, { ...momentWrites.share_moment.patch, shared: false });
    expect(await stamp(as)).not.toBe(last);
  }));

  it('stamps are told of one\'s own calls, two hundred at most', () => story(db, async (as) => {
    expect((await stamps(as, 'vic', [call, rows.b.call, momentId(999), call])).map(({ id }) => id)).toEqual([call]);
    for (const who of ['bob', 'nan'] as const) expect([who, await stamps(as, who, [call, rows.b.call])]).toEqual([who, []]);
    expect(await stamps(as, 'bob', [call], orgs.b)).toEqual([]);
    expect(await outcome(stamps(as, 'anon', [call]))).toBe('42501');
    expect(await stamps(as, 'vic', [])).toEqual([]);
    expect(await as('vic').rpc('call_stamps', { ...a, p_call_ids: null })).toEqual([]);
    await db.exec(`insert into public.calls (id, vapi_call_id, organization_id, call_type, status, created_at)
      select i.id, i.id, '${orgs.a}', 'inbound', 'ended', '2026-03-16' from (select ('0000000d-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid as id from generate_series(1, 201) n) i`);
    const many = Array.from({ length: 201 }, (_, n) => momentId(n + 1));
    expect((await stamps(as, 'vic', many)).map(({ id }) => id)).toEqual(many.slice(0, 200));
    const square = `array[array['${many.slice(0, 150).join("','")}'], array['${many.slice(50, 200).join("','")}']]::uuid[]`;
    expect(await as('vic').query(`select jsonb_array_length(public.call_stamps('${orgs.a}', ${square})) as n`)).toEqual([{ n: 150 }]);
  }));

  describe('the list', () => {
    const fill = async (as: Tell) => {
      await db.exec(`insert into public.calls (id, vapi_call_id, organization_id, call_type, status, created_at, assistant_name, summary) values ('${momentId(99)}', '${momentId(99)}', '${orgs.a}', 'inbound', 'ended', '2026-04-16', 'Named', repeat('ж', 400))`);
      await mark(as, 'rex', 1, { kind: 'issue', label: 'Prix élevé' });
      await mark(as, 'cora', 2, { kind: 'objection', note: 'Too DEAR 100%' });
      await mark(as, 'rex', 3, { kind: 'issue', call_id: momentId(99) });
      await db.exec(`insert into public.key_moments (id, call_id, start_ms, label, source) values ('${momentId(4)}', '${call}', 0, 'By a judge', 'ai'), ('${momentId(8)}', '${rows.b.call}', 0, 'Secret b', 'human')`);
      await mark(as, 'ann', 5);
      await send(as, 'ann', 'delete_moment', 1, { moment_id: momentId(5), deleted: true });
      await send(as, 'rex', 'share_moment', 0, { moment_id: momentId(2), user_id: people.vic.id, shared: true });
      for (const [n, day] of [[1, 1], [2, 3], [3, 2], [4, 3], [8, 9]] as const) await born(n, `2026-05-0${day} 10:00:00.123456+00`);
    };

    it('is the organization\'s, the latest first, each with its call, without the deleted', () => story(db, async (as) => {
      expect(await list(as, 'vic')).toEqual({ rows: [], next: null });
      await fill(as);
      const { rows: found, next } = await list(as, 'vic');
      expect(next).toBeNull();
      expect(found).toMatchObject([
        { id: momentId(4), source: 'ai', author: null, author_name: null }, { id: momentId(2), shared_by_name: 'Rex', note: 'Too DEAR 100%', shared_with: [people.vic.id] },
        { id: momentId(3), shared_by_name: null, call: { id: momentId(99), created_at: '2026-04-16T00:00:00+00:00', assistant_name: 'Named', summary: 'ж'.repeat(300) } },
        { id: first, created_at: '2026-05-01T10:00:00.123456+00:00', author_name: 'Rex', call: { id: call, assistant_name: 'Assistant A', summary: 'A talk in a' } },
      ]);
      expect((await list(as, 'cora')).rows.map((row) => row['shared_by_name'])).toEqual([null, null, null, null]);
      // Rex has reviewed the call of three of them, and no one else any.
      await send(as, 'rex', 'complete_review', 1, { call_id: call, scores: points, was_blind: true, seconds: 5 });
      const reviewed = async (who: Actor) => (await list(as, who)).rows.map((row) => (row['call'] as Row)['reviewed_by_me']);
      expect([await reviewed('rex'), await reviewed('cora')]).toEqual([[true, true, false, true], [false, false, false, false]]);
      for (const who of ['bob', 'nan', 'anon'] as const) expect([who, await outcome(list(as, who))]).toEqual([who, '42501']);
      expect(await outcome(as('vic').rpc('list_moments', { p_organization_id: null }))).toBe('42501');
    }));

    it.each<[unknown, number[]]>([
      [{ call_id: momentId(99) }, [3]], [{ call_id: rows.b.call }, []], [{ call_id: momentId(999) }, []], [{ kinds: ['issue'] }, [3, 1]], [{ kinds: ['issue', 'objection'] }, [2, 3, 1]], [{ kinds: ['charm'] }, []],
      [{ sources: ['ai'] }, [4]], [{ sources: ['human'] }, [2, 3, 1]], [{ authors: [people.rex.id] }, [3, 1]], [{ authors: [people.cora.id, people.bob.id] }, [2]],
      [{ shared_with_me: true }, [2]], [{ shared_with_me: false }, [4, 2, 3, 1]], [{ q: 'ELEVE' }, [1]], [{ q: '100%' }, [2]], [{ q: 'too dear' }, [2]], [{ q: '%' }, [2]], [{ q: 'secret' }, []], [{ q: "'" }, []],
      [{ kinds: ['issue'], authors: [people.rex.id], call_id: call }, [1]], [{ kinds: ['issue'], sources: ['ai'] }, []],
      [{ kinds: [], sources: null, authors: [], call_id: null, shared_with_me: null, q: '' }, [4, 2, 3, 1]],
    ])('answers %j', (filters, expected) => story(db, async (as) => {
      await fill(as);
      expect(await listed(as, filters)).toEqual(expected);
    }));

    it('what is shared with somebody is his to see alone as such, and no more once it is taken back', () => story(db, async (as) => {
      await fill(as);
      for (const who of ['rex', 'cora', 'ann'] as const) expect([who, await listed(as, { shared_with_me: true }, who)]).toEqual([who, []]);
      await send(as, 'cora', 'share_moment', 0, { moment_id: momentId(2), user_id: people.vic.id, shared: false });
      expect(await listed(as, { shared_with_me: true })).toEqual([]);
    }));

    it('comes in pages that neither lose nor repeat one over equal times', () => story(db, async (as) => {
      for (let n = 1; n <= 23; n += 1) await mark(as, 'rex', n);
      for (let n = 1; n <= 5; n += 1) await born(n, '2026-05-01');
      const whole = (await list(as, 'vic')).rows.map((row) => row['id']);
      expect(whole).toEqual([...Array.from({ length: 18 }, (_, n) => momentId(23 - n)), ...[5, 4, 3, 2, 1].map(momentId)]);
      for (const size of [1, 2, 7, 22, 23, 24]) {
        const pages: unknown[] = [];
        let next: Row | null = null;
        do {
          const page: Page = await list(as, 'vic', {}, { p_limit: size, ...(next ? { p_cursor: next } : {}) });
          expect(page.rows.length).toBeLessThanOrEqual(size);
          pages.push(...page.rows.map((row) => row['id']));
          next = page.next;
        } while (next);
        expect([size, pages]).toEqual([size, whole]);
      }
    }));

    it.each<[unknown, unknown, unknown]>([
      ...[{ unknown: 1 }, { kinds: 'issue' }, { kinds: [7] }, { kinds: [null] }, { kinds: [['issue']] }, { authors: ['x'] }, { authors: {} }, { call_id: 'x' }, { call_id: 7 }, { call_id: '' }, { q: ['x'] }, { q: 5 }, { shared_with_me: 'yes' },
        { shared_with_me: 1 }, { sources: true }, { organization_id: orgs.b }, [], 'x', 7, null, true].map((filters): [unknown, unknown, unknown] => [filters, null, 50]),
      ...[7, 'x', [], {}, true, { value: '2026-05-01' }, { id: first }, { value: null, id: null }, { value: 5, id: first }, { value: 'soon', id: first }, { value: '2026-05-01', id: 'x' }, { value: '2026-05-01', id: [first] }]
        .map((cursor): [unknown, unknown, unknown] => [{}, cursor, 50]),
      ...[0, -1, 201, null].map((limit): [unknown, unknown, unknown] => [{}, null, limit]),
    ])('refuses the filters %j with the cursor %j and the limit %j', (filters, cursor, limit) => story(db, async (as) => {
      await mark(as, 'rex', 1);
      expect(await outcome(list(as, 'vic', filters, { p_cursor: cursor === null ? null : JSON.stringify(cursor), p_limit: limit }))).toBe('22023');
    }));
  });
});
