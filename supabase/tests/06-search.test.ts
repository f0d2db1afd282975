import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, literal, type Row } from './harness.ts';
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
});
