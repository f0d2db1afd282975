import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, literal, outcome, type Row } from './harness.ts';
import { actAs, orgs, populate } from './world.ts';

const texts = {
  refund: 'AI: Hello! User: I want a refund policy, now. AI: Of course.',
  policy: 'User: What is your policy on a full refund?',
  cafe: 'User: Reserve una mesa en el Café Ñandú, señor.',
  russian: 'AI: Добрый день! User: Хочу записаться на приём. Ёлка.',
  mail: 'User: My address is john.smith@example-mail.com, number 555-0199.',
  hangul: 'User: 안녕하세요 예약하고 싶어요',
  wide: 'User: ｆｕｌｌｗｉｄｔｈ ﬁnance',
  quotes: "User: it's O'Brien & sons | (tel) <b>bold</b> \\ slash: 100%",
  turkish: 'User: İstanbul IŞIK',
};
type Name = keyof typeof texts;

const long = `${'lorem ipsum dolor '.repeat(400)} the décisive moment came late ${'sit amet '.repeat(400)}`;

describe.each(engines)('search on $name', (engine) => {
  let db: Database;
  const names = new Map<string, Name | 'long'>();

  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
    await db.exec(`delete from public.calls where organization_id = '${orgs.a}'`);
    for (const [name, text] of Object.entries({ ...texts, long })) {
      const [row] = await db.query<{ id: string }>(`insert into public.calls (vapi_call_id, organization_id, call_type, status, transcript)
        values (gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', ${literal(text)}) returning id`);
      names.set(row?.id ?? '', name as Name);
    }
  });
  afterAll(() => db?.close());

  const search = (q: string) =>
    actAs(db, 'vic', (s) => s.rpc<{ rows: (Row & { id: string; snippet: string | null })[] }>('list_calls', {
      p_organization_id: orgs.a, p_filters: JSON.stringify({ q }), p_limit: 200,
    })).then((page) => page.rows);
  const found = async (q: string) => (await search(q)).map((row) => names.get(row.id)).toSorted();

  it.each<[string, (Name | 'long')[]]>([
    ['refund', ['policy', 'refund']],
    ['REFUND policy', ['policy', 'refund']],
    ['"refund policy"', ['refund']],
    ['"full refund" what', ['policy']],
    ['"refund pol', ['refund']],
    ['refu', ['policy', 'refund']],
    ['ref policy', []],
    ['cafe nandu', ['cafe']],
    ['CAFÉ', ['cafe']],
    ['senor', ['cafe']],
    ['прием', ['russian']],
    ['ЁЛКА', ['russian']],
    ['елк', ['russian']],
    ['john.smith@example-mail.com', ['mail']],
    ['555-0199', ['mail']],
    ['555 01', ['mail']],
    ['예약', ['hangul']],
    ['fullwidth finance', ['wide']],
    ["o'brien", ['quotes']],
    ['bold', ['quotes']],
    ['istanbul isik', ['turkish']],
    ['decisive', ['long']],
    ['nowhere', []],
  ])('%s finds %j', async (q, expected) => {
    expect(await found(q)).toEqual(expected.toSorted());
  });

  it.each([
    '', ' ', '"', '""', "'", "''", '\\', '&', '|', '!', '(', ')', ':*', '<->', 'a & | b', '!!!', "refund' or true --", "'; drop table calls; --",
    ':A', 'a:*b', '"unclosed', 'x'.repeat(5000), 'ﷺ'.repeat(400), '🙂', '🙂 refund', '%L %s %I $1', '\u0001\u0002', '\u2028', '((((', "\\'", "a\\' b",
  ])('%j is never an error', async (q) => {
    expect(Array.isArray(await search(q))).toBe(true);
  });

  it.each(['', '  ', ' \t\n'])('%j asks for nothing and hides nothing', async (q) => {
    const rows = await search(q);
    expect(rows.length).toBe(names.size);
    expect(rows.every((row) => row.snippet === null)).toBe(true);
  });

  it.each(['👍', '👍🏽', '%', '"', '""', '" "', '!?', '\u200b', '\\', '((((', '\u0001', "''"])('%j asks for what no text can hold and finds nothing', async (q) => {
    expect(await search(q)).toEqual([]);
    const counted = await actAs(db, 'vic', (s) => s.rpc('count_calls', { p_organization_id: orgs.a, p_filters: JSON.stringify({ q }) }));
    expect(counted).toEqual({ count: 0, capped: false });
  });

  it('a sign beside a word takes nothing away from what the word finds', async () => {
    expect(await found('🙂 refund %')).toEqual(await found('refund'));
  });

  it.each([
    ['refund', 'refund', 'I want a \u0002refund\u0003 policy, now.'],
    ['nandu cafe', 'cafe', 'en el \u0002Café\u0003 \u0002Ñandú\u0003, señor.'],
    ['пРиЕМ', 'russian', 'на \u0002приём\u0003.'],
    ['예약', 'hangul', '\u0002예약하고\u0003 싶어요'],
    ['bold', 'quotes', '<b>\u0002bold\u0003'],
    ['decisive', 'long', 'the \u0002décisive\u0003 moment'],
  ])('the fragment for %s shows what was said in %s', async (q, name, part) => {
    const row = (await search(q)).find((r) => names.get(r.id) === name);
    expect(row?.snippet).toContain(part);
    expect(row?.snippet?.length).toBeLessThan(260);
  });

  it('finds a common word by date and a rare one among many, the newest first', async () => {
    await db.exec(`insert into public.calls (vapi_call_id, organization_id, call_type, status, created_at, transcript)
      select gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', timestamptz '2026-10-01 00:00:00+00' - n * interval '3 hours',
        'common words ' || case when n % 700 = 699 then 'seldom' else 'often' end from generate_series(1, 1500) n`);
    expect((await search('common')).length).toBe(200);
    expect((await search('seldom')).length).toBe(2);
    const dates = (await search('common')).map((row) => String(row['created_at']));
    expect(dates).toEqual(dates.toSorted().toReversed());
  });

  describe('the turn that matched', () => {
    const turns = (texts: [string, number | null][]) => ({ version: 1, turns: texts.map(([text, startMs], n) => ({ kind: 'speech', index: n * 2, speaker: n % 2 ? 'customer' : 'agent', name: null, text, startMs, endMs: null })) });
    const store = (talk: unknown, summary = 'Asked about quokkas.') =>
      db.query<{ id: string }>(`insert into public.calls (vapi_call_id, organization_id, call_type, status, summary, transcript, turns)
        values (gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', ${literal(summary)}, 'AI: Hi. User: A wombat.', ${talk === null ? 'null' : literal(JSON.stringify(talk))}) returning id`).then(([row]) => row?.id ?? '');
    const matched = async (id: string, q: string) => {
      const row = (await search(q)).find((one) => one.id === id);
      return row && { snippet: row.snippet, turn: row['match_turn'], ms: row['match_start_ms'] };
    };

    it('gives the fragment, its index and where it begins, folded as search folds', async () => {
      const id = await store(turns([['Hi, Wombats here?', 0], ['Un wómbat, por favor.', 2500], ['A wombat.', 4000]]), 'A wombat.');
      expect(await matched(id, '"wombat"')).toEqual({ snippet: 'Un \u0002wómbat\u0003, por favor.', turn: 2, ms: 2500 });
      expect(await matched(id, 'womb')).toEqual({ snippet: 'Hi, \u0002Wombats\u0003 here?', turn: 0, ms: 0 });
    });

    it('is none where only the summary holds the words, or the call has no turns', async () => {
      const id = await store(turns([['A wombat.', null]]));
      expect(await matched(id, 'quokkas')).toEqual({ snippet: 'Asked about \u0002quokkas\u0003. AI: Hi. User: A wombat.', turn: null, ms: null });
      expect(await matched(id, 'wombat')).toEqual({ snippet: 'A \u0002wombat\u0003.', turn: 0, ms: null });
      expect(await matched(await store(null), 'wombat')).toMatchObject({ turn: null, ms: null });
    });

    it.each([
      ['turns of a wrong kind', { version: 1, turns: 'wombat' }], ['turns without texts', { turns: [1, null, { index: 0 }, { text: 'wombat' }, { text: 'wombat', index: 1e99 }] }],
      ['a text with the parting character', turns([['\ue000 wombat \ue000', 7]])], ['no object', 'wombat'],
    ])('never fails for %s', async (_what, talk) => {
      expect((await matched(await store(talk), 'wombat'))?.snippet).toContain('\u0002wombat\u0003');
    });
  });

  describe('by rank', () => {
    const page = (args: Row) => actAs(db, 'vic', (s) => s.rpc<{ rows: { id: string }[]; next: Row | null }>('list_calls', { p_organization_id: orgs.a, p_sort: 'rank', ...args }));
    const all = async (q: string, limit: number) => {
      const ids: string[] = [];
      let cursor: Row | null = null;
      do {
        const answer: { rows: { id: string }[]; next: Row | null } = await page({ p_filters: { q }, p_limit: limit, p_cursor: cursor });
        ids.push(...answer.rows.map(({ id }) => id));
        cursor = answer.next;
      } while (cursor);
      return ids;
    };

    it('the calls that say most of it come first, the newest among equals, whatever the page', async () => {
      await db.exec(`insert into public.calls (id, vapi_call_id, organization_id, call_type, status, created_at, transcript)
        select ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', timestamptz '2026-05-01 00:00:00+00' + n * interval '1 hour',
          repeat('platypus ', n / 4 + 1) || 'swims' from generate_series(0, 19) n`);
      const expected = Array.from({ length: 20 }, (_, n) => `00000000-0000-4000-9000-${String(19 - n).padStart(12, '0')}`);
      expect(await all('platypus', 50)).toEqual(expected);
      expect(await all('platypus', 3)).toEqual(expected);
    });

    it('a common word ranks its newest calls', async () => {
      await db.exec(`insert into public.calls (vapi_call_id, organization_id, call_type, status, created_at, transcript)
        select gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', timestamptz '2026-06-01 00:00:00+00' - n * interval '1 hour',
          case when n in (3, 700) then repeat('echidna ', 30) else 'echidna walks' end from generate_series(1, 900) n`);
      const ids = await all('echidna', 200);
      expect([ids.length, new Set(ids).size]).toEqual([500, 500]);
      const [best] = await db.query<{ n: number }>(`select length(transcript) as n from public.calls where id = '${ids[0]}'`);
      expect(best?.n).toBe(240);
    });

    it('needs words to rank by, and one direction', async () => {
      expect(await outcome(page({ p_filters: {} }))).toBe('22023');
      expect(await outcome(page({ p_filters: { q: 'platypus' }, p_direction: 'asc' }))).toBe('22023');
      expect(await outcome(page({ p_filters: { q: 'platypus' }, p_cursor: { sort: 'rank', direction: 'desc', id: orgs.a, created_at: '2026-01-01T00:00:00Z' } }))).toBe('22023');
      expect((await page({ p_filters: { q: '🙂' } })).rows).toEqual([]);
    });
  });
});
