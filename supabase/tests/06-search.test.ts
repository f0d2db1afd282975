import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SEARCH_CASES } from '../../core/store/search-cases.ts';
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

  describe('any language, as the encrypted store finds it', () => {
    const ids = new Map<string, string>();
    beforeAll(async () => {
      for (const { text } of SEARCH_CASES) {
        if (ids.has(text)) continue;
        const [row] = await db.query<{ id: string }>(`insert into public.calls (vapi_call_id, organization_id, call_type, status, transcript)
          values (gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', ${literal(text)}) returning id`);
        ids.set(text, row?.id ?? '');
      }
    });

    it.each(SEARCH_CASES)('in $text, $q: $finds', async ({ text, q, finds }) => {
      const row = (await search(q)).find(({ id }) => id === ids.get(text));
      expect(row !== undefined).toBe(finds);
      if (finds) expect(row?.snippet).toMatch(/\u0002[^\u0003]+\u0003/);
    });

    it('marks a phrase whole, a run without spaces as one, and a word beside it not', async () => {
      const fragment = (text: string, q: string) =>
        db.query<{ s: string }>(`select app.call_match(${literal(text)}, '', null, ${literal(q)}, 10000) ->> 'snippet' as s`).then(([row]) => row?.s);
      expect(await fragment('I said call, I call you back.', '"call you"')).toBe('I said call, I \u0002call\u0003 \u0002you\u0003 back.');
      expect(await fragment('我想预约明天下午，约', '预约')).toBe('我想\u0002预约\u0003明天下午，约');
      expect(await fragment('sa\u0300 I\u0307stanbul re\u00adfunds', 'refund')).toBe('s\u00e0 \u0130stanbul \u0002re\u00adfunds\u0003');
    });
  });

  describe('a long call', () => {
    const insert = (transcript: string, summary = '', count = 1) =>
      db.query<{ id: string }>(`insert into public.calls (vapi_call_id, organization_id, call_type, status, summary, transcript)
        select gen_random_uuid(), '${orgs.a}', 'inbound', 'ended', ${literal(summary)}, ${transcript} from generate_series(1, ${count}) returning id`).then(([row]) => row?.id ?? '');
    const one = async (id: string, q: string) => (await search(q)).find((row) => row.id === id);
    const talk = 'User: i see, number 555 and then you said that he would go there again and again tomorrow morning at nine o clock. ';

    it('holds phrases behind more than 255 of one of their words', async () => {
      const id = await insert(`repeat('${talk}', 260) || 'AI: I will call you back at five, on 555-0199.'`);
      expect((await one(id, '"call you back"'))?.snippet).toContain('will \u0002call\u0003 \u0002you\u0003 \u0002back\u0003 at');
      expect((await one(id, '555-0199'))?.snippet).toContain('\u0002555\u0003-\u00020199\u0003');
      expect(await one(id, '"will call you ba')).toBeDefined();
      expect(await one(id, 'back call')).toBeDefined();
      expect(await one(id, '"you back call"')).toBeUndefined();
      expect(await one(id, '"call said you"')).toBeUndefined();
    });

    it('holds phrases and addresses behind more than 16,383 words', async () => {
      const id = await insert(`repeat('one two three four five six seven eight nine ten ', 1700) || 'the quokka policy of john.smith@example.com, 明日の予約を zebra'`);
      for (const q of ['"quokka policy"', 'john.smith@example.com', '予約', '"the quokka policy"', 'zebra three']) expect((await one(id, q))?.snippet, q).toContain('\u0002');
      for (const q of ['"zebra quokka"', '"policy quokka"', '"quokka three"', '約予']) expect(await one(id, q), q).toBeUndefined();
    });

    it('never exceeds what a row can hold, whatever it is of', async () => {
      const words = (from: number, by: number) => `(select string_agg(chr(${from} + n % ${by}) || chr(${from} + n * 7 % ${by}) || chr(${from} + n / ${by}), ' ') from generate_series(1, 70000) n)`;
      for (const transcript of [words(0x1f800 - 0x10000, 900), words(0x13000, 1000), words(0x4e00, 20000), words(0x430, 30), words(0x1100, 80), `repeat('\ufdfa', 250000)`]) expect(await insert(transcript)).not.toBe('');
    }, 240_000);

    it.each([['…', 'AI: Well… let me see… '], ['no composed form', 'x\u0302 y\u0302 '], ['ligatures', 'ﬁﬄ ﷺ '], ['Hangul in parts', '\u1112\u1161\u11ab '], ['what is not seen', 'a\u00ad\u200db ']])(
      'shows the place behind characters that change their length when folded: %s', async (_what, filler) => {
        for (const times of [3, 30, 200]) {
          const transcript = `repeat('${filler}', ${times}) || 'I want a refund policy now, please. ' || repeat('Thanks. ', 60)`;
          expect((await one(await insert(transcript), 'refund'))?.snippet).toContain('I want a \u0002refund\u0003 policy now');
          expect((await one(await insert(`repeat('Thanks. ', 60)`, `${filler.repeat(times)}Réfund!`), 'refund'))?.snippet).toContain('\u0002Réfund\u0003!');
        }
      });

    it.each([['early', 'wallaby', 'U&\'\\043f\\0440\\0438\\0451\\043c wallaby \''], ['late', 'bandicoot', 'U&\'\\0451 \'']])('answers a page of long ones before a hosted project gives up on it, the word %s', async (place, word, first) => {
      await insert(`${first} || repeat('AI: Привет, the quick brown fox jumps over the lazy dog, sir. ', 3900) || '${place === 'late' ? word : ''} ' || repeat('I see, thank you so much. ', 30000)`, '', 20);
      // What a hosted project sets for signed-in people.
      await db.exec("set statement_timeout = '8s'");
      try {
        const found = await search(word);
        expect(found).toHaveLength(20);
        expect(found.every(({ snippet }) => snippet?.includes(`\u0002${word}\u0003`))).toBe(true);
      } finally {
        await db.exec('reset statement_timeout');
      }
    }, 30_000);

    it('shows no fragment where looking for it would take too long', async () => {
      const match = (budget: number) => db.query<{ m: unknown }>(`select app.call_match('', repeat('Привет, лиса. ', 3000) || 'Jalapéño', null, 'jalapeno', ${budget}) as m`).then(([row]) => row?.m);
      expect(await match(10_000)).toEqual({ snippet: null });
      expect(await match(100_000)).toMatchObject({ snippet: expect.stringContaining('\u0002Jalapéño\u0003') });
    });
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
