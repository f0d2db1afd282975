import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, engines, outcome, type Row } from './harness.ts';
import { keyMoments, mark } from './moments.ts';
import { operation, opId, score, send, type Answer } from './operations.ts';
import { addCall, analysisOf, criteriaOf, criterionKeys, judged, MOST, points, record, runKey, scoredRows, scoreOf, unjudged } from './runs.ts';
import { type Actor, crowd, story } from './story.ts';
import { orgs, people, populate, rows } from './world.ts';

const call = rows.a.call;
const fresh = '0000000d-0000-4000-8000-000000000077';
const ladder = ['vic', 'rex', 'cora', 'ed', 'ann'] as const;
const long = (n: number) => 'x'.repeat(n);
const hash = /^sha256:[0-9a-f]{64}$/;

describe.each(engines)('runs on $name', (engine) => {
  let db: Database;
  beforeAll(async () => {
    db = await engine.open();
    await populate(db);
  });
  afterAll(() => db?.close());

  const run = async (id: unknown) => (await db.query(`select to_jsonb(r) as row from public.qci_runs r where id = '${String(id)}'`))[0]?.['row'] as Row | undefined;
  const count = async () => (await db.query<{ n: number }>('select count(*)::int as n from public.qci_runs'))[0]?.n;
  const bands = (settings: Row) => db.exec(`update public.organizations set settings = '${JSON.stringify(settings)}' where id = '${orgs.a}'`);

  describe('recorded', () => {
    it('is kept with scores, band and evidence as the server makes them, and becomes the call\'s score', () => story(db, async (as) => {
      const answer = await send(as, 'rex', 'record_run', 0, judged(1, { brand: 20 }, { doubts: ['no_evidence'] }));
      expect(answer).toEqual({ result: 'applied', id: expect.any(String), call_id: call, effective: true, version: 2 });
      const evidence = {
        agent_talk_ratio: 0.42, agent_talk_ratio_basis: 'time', brand_mentions: 2, outcomes: { tier: 'warm_lead', reason: 'Because of outcome.' },
        criteria: criteriaOf({ brand: 20 }), doubts: ['no_evidence'],
      };
      const stamps = {
        judge: 'judge-1', ai_model: 'gpt-4o-mini', model_parameters: { temperature: 0 }, rubric_version: 'default-1', prompt_id: rows.a.prompt, transcript_hash: 'ab12',
        coaching_tips: ['Tip 1'], key_moments: ['Moment 1'], tokens_used: 1200, analysis_cost: 0.0042, raw_analysis: { id: 1 }, evidence,
        dynamics_score: 20, objections_score: 15, brand_score: 20, outcome_score: 20, qci_total_score: 75, status: 'review',
      };
      expect(await run(answer['id'])).toEqual({ ...stamps, id: answer['id'], organization_id: orgs.a, call_id: call, run_key: runKey(1), unscorable: null, lowered_to: null, created_by: people.rex.id, created_at: expect.any(String) });
      const made = (await run(answer['id']))?.['created_at'];
      expect(await analysisOf(db)).toMatchObject({ ...stamps, run_id: answer['id'], analyzed_at: made, overrides: {}, reviewed_by: null, version: 2, assistant_id: rows.a.assistant });
    }));

    it('of a call without an analysis makes its first one; of one that could not be judged, none', () => story(db, async (as) => {
      await addCall(db, fresh);
      await mark(as, 'rex', 1, { call_id: fresh, start_ms: 61_000, label: 'Marked' });
      const none = await record(as, 'rex', unjudged(1, 'too_few_words', { call_id: fresh }));
      expect(none).toEqual({ result: 'applied', id: expect.any(String), call_id: fresh, effective: false, version: 0 });
      expect(await analysisOf(db, fresh)).toBeUndefined();
      expect(await run(none.id)).toMatchObject({ unscorable: 'too_few_words', qci_total_score: null, status: null, lowered_to: null, evidence: {}, coaching_tips: null });
      const first = await record(as, 'cora', judged(2, {}, { call_id: fresh, status: 'fail' }));
      expect(first).toMatchObject({ effective: true, version: 1 });
      expect(await scoreOf(db, fresh)).toEqual([70, 20, 15, 15, 20, 'fail']);
      expect((await analysisOf(db, fresh))?.['key_moments']).toEqual(['Moment 2', '01:01 Marked']);
      const after = await analysisOf(db, fresh);
      expect(await record(as, 'rex', unjudged(3, 'voicemail', { call_id: fresh }))).toMatchObject({ effective: false, version: 1 });
      expect(await analysisOf(db, fresh)).toEqual(after);
    }));

    it('a later one takes the earlier one\'s place, stamps and all, and both stay as they were', () => story(db, async (as) => {
      const first = await record(as, 'rex', judged(1));
      const before = await run(first.id);
      const second = await record(as, 'cora', judged(2, { flow: 10, outcome: 30 }, { ai_model: null, model_parameters: null, prompt_id: null, transcript_hash: null, tokens_used: null, analysis_cost: null, raw_analysis: null, coaching_tips: null, key_moments: null, agent_talk_ratio: null, agent_talk_ratio_basis: null }));
      expect(second).toMatchObject({ effective: true, version: 3 });
      expect(await scoreOf(db)).toEqual([84, 24, 15, 15, 30, 'pass']);
      expect(await analysisOf(db)).toMatchObject({ run_id: second.id, judge: 'judge-2', ai_model: null, model_parameters: null, prompt_id: null, transcript_hash: null, tokens_used: null, analysis_cost: null, raw_analysis: null, coaching_tips: null, key_moments: null });
      expect(await run(first.id)).toEqual(before);
      for (const sql of ["update public.qci_runs set judge = 'x'", 'update public.qci_runs set created_by = null', "update public.qci_runs set status = 'fail'", `update public.qci_runs set organization_id = '${orgs.b}'`]) {
        await db.exec('savepoint owner');
        expect([sql, await outcome(db.exec(sql))]).toEqual([sql, '42501']);
        await db.exec('rollback to savepoint owner');
        for (const who of [...ladder, 'bob', 'anon', 'service_role'] as const) expect([sql, who, await outcome(as(who).query(sql))]).toEqual([sql, who, '42501']);
      }
    }));

    it.each([['overridden', 'override_score', score], ['confirmed', 'confirm_review', { call_id: call }]] as const)('where a person has %s the score, it stays', (_, name, patch) => story(db, async (as) => {
      await send(as, 'rex', name, 1, patch);
      const decided = await analysisOf(db);
      const second = await record(as, 'cora', judged(2, { flow: 0 }));
      expect(second).toEqual({ result: 'applied', id: expect.any(String), call_id: call, effective: false, version: 2 });
      expect(await analysisOf(db)).toEqual(decided);
      expect(await run(second.id)).toMatchObject({ qci_total_score: 64, dynamics_score: 14 });
    }));

    it('the same work is one row, whoever sends it again and whatever it says', () => story(db, async (as) => {
      const op = operation(0, judged(1));
      const first = await as('rex').rpc<Answer>('record_run', op);
      const before = await scoredRows(db);
      for (let again = 0; again < 3; again += 1) expect(await as('rex').rpc('record_run', op)).toEqual({ ...first, result: 'duplicate' });
      expect(await as('rex').rpc('record_run', { ...op, p_patch: JSON.stringify(judged(2)) })).toEqual({ result: 'rejected', code: 'reused', field: 'op_id' });
      for (const who of ['rex', 'cora'] as const) expect(await send(as, who, 'record_run', 0, judged(1, { flow: 0 }))).toEqual(first);
      expect(await scoredRows(db)).toEqual(before);
      const second = await record(as, 'rex', judged(2));
      expect(await send(as, 'cora', 'record_run', 0, judged(1))).toEqual({ ...first, effective: false, version: second.version });
      await addCall(db, fresh);
      expect((await record(as, 'rex', judged(1, {}, { call_id: fresh }))).id).not.toBe(first['id']);
      expect(await count()).toBe(3);
    }));
  });

  it.each([
    [{}, undefined, 'review', null], [{ brand: 20, outcome: 30 }, undefined, 'pass', null], [{ brand: 20, outcome: 30 }, 'review', 'review', 'review'], [{ brand: 20, outcome: 30 }, 'fail', 'fail', 'fail'],
    [{}, 'pass', 'review', null], [{}, 'review', 'review', null], [{}, 'fail', 'fail', 'fail'], [{ outcome: 0 }, 'pass', 'fail', null],
  ] as const)('the points %j said to be %j are %j', (scores, status, band, lowered) => story(db, async (as) => {
    // The score that stood there before has each of the bands once: the word of a run counts all the same.
    for (const [n, total] of [[1, 70], [2, 90], [3, 10]] as const) {
      await db.exec(`savepoint before; update public.qci_analyses set dynamics_score = ${total === 10 ? 10 : 30}, objections_score = ${total === 10 ? 0 : 20}, brand_score = ${total === 10 ? 0 : total - 70}, outcome_score = ${total === 10 ? 0 : 20}, qci_total_score = ${total} where call_id = '${call}'`);
      const answer = await record(as, 'rex', judged(n, scores, status === undefined ? {} : { status }));
      expect([total, (await run(answer.id))?.['status'], (await run(answer.id))?.['lowered_to'], (await analysisOf(db))?.['status']]).toEqual([total, band, lowered, band]);
      await db.exec('rollback to savepoint before');
    }
  }));

  it('follows the thresholds of its time; adopted later it gets the band of the new ones, and stays as low as its judge asked', () => story(db, async (as) => {
    const plain = await record(as, 'rex', judged(1));
    const doubted = await record(as, 'rex', judged(2, { brand: 20, outcome: 30 }, { status: 'review' }));
    await bands({ bands: { pass: 65, review: 30 } });
    expect([(await run(plain.id))?.['status'], (await run(doubted.id))?.['status']]).toEqual(['review', 'review']);
    expect(await send(as, 'rex', 'adopt_run', 3, { call_id: call, run_id: plain.id })).toEqual({ result: 'applied', call_id: call, run_id: plain.id, version: 4, qci_total_score: 70, status: 'pass' });
    expect(await send(as, 'rex', 'adopt_run', 4, { call_id: call, run_id: doubted.id })).toMatchObject({ result: 'applied', qci_total_score: 85, status: 'review' });
    expect((await record(as, 'rex', judged(3))).effective).toBe(true);
    expect(await scoreOf(db)).toEqual([70, 20, 15, 15, 20, 'pass']);
  }));

  describe('adopted', () => {
    it('gives the machine\'s values, leaves what people decided on top, and who stands for it', () => story(db, async (as) => {
      const first = await record(as, 'rex', judged(1));
      await send(as, 'rex', 'override_score', 2, { ...score, dimension: 'brand', value: 3, note: 'no brand' });
      await send(as, 'rex', 'override_score', 3, { call_id: call, criterion: 'flow', value: 10, reason: 'policy' });
      const second = await record(as, 'cora', judged(2, { flow: 1, talk_balance: 12, brand: 20, outcome: 30 }));
      const before = await analysisOf(db);
      const overrides = before?.['overrides'] as Record<string, Row>;
      const adopt = { call_id: call, run_id: second.id };
      expect(await send(as, 'cora', 'adopt_run', 4, adopt)).toEqual({ result: 'applied', call_id: call, run_id: second.id, version: 5, qci_total_score: 75, status: 'review' });
      expect(await scoreOf(db)).toEqual([75, 27, 15, 3, 30, 'review']);
      expect(await analysisOf(db)).toMatchObject({ run_id: second.id, judge: 'judge-2', coaching_tips: ['Tip 2'], reviewed_by: people.rex.id, reviewed_at: before?.['reviewed_at'],
        overrides: { brand: { ...overrides['brand'], ai: 20 }, flow: { ...overrides['flow'], ai: 1 } } });
      for (const [n, part] of [{ dimension: 'brand' }, { criterion: 'flow' }].entries()) await send(as, 'rex', 'override_score', 5 + n, { call_id: call, ...part, value: null });
      expect(await scoreOf(db)).toEqual([83, 18, 15, 20, 30, 'pass']);
      expect(await send(as, 'rex', 'adopt_run', 7, { call_id: call, run_id: first.id })).toMatchObject({ result: 'applied', version: 8, qci_total_score: 70 });
      expect((await as('vic').rpc<Row[]>('call_history', { p_call_id: call })).at(-1)).toMatchObject({ subject_table: 'qci_analyses', action: 'update', reason: 'adopted', actor: people.rex.id,
        before: { run_id: second.id, qci_total_score: 83 }, after: { run_id: first.id, qci_total_score: 70, evidence: expect.stringMatching(hash) } });
    }));

    it('is stayed with by whoever confirmed, and is no run\'s any more once a machine writes past it', () => story(db, async (as) => {
      const first = await record(as, 'rex', judged(1));
      const second = await record(as, 'rex', judged(2, { outcome: 0 }));
      await send(as, 'cora', 'confirm_review', 3, { call_id: call });
      expect(await send(as, 'rex', 'adopt_run', 4, { call_id: call, run_id: first.id })).toMatchObject({ result: 'applied' });
      expect(await analysisOf(db)).toMatchObject({ run_id: first.id, reviewed_by: people.cora.id, qci_total_score: 70 });
      expect(await send(as, 'rex', 'adopt_run', 5, { call_id: call, run_id: first.id })).toMatchObject({ result: 'applied', version: 6 });
      expect(await analysisOf(db)).toMatchObject({ run_id: first.id, reviewed_by: people.cora.id });
      await as('service_role').query(`update public.qci_analyses set outcome_score = 1, qci_total_score = 51 where call_id = '${call}'`);
      expect(await analysisOf(db)).toMatchObject({ run_id: null, reviewed_by: null, reviewed_at: null });
      expect(await send(as, 'rex', 'adopt_run', 7, { call_id: call, run_id: second.id })).toMatchObject({ result: 'applied', qci_total_score: 50 });
      await db.exec(`update public.qci_analyses set evidence = '{}' where call_id = '${call}'`);
      expect(await analysisOf(db)).toMatchObject({ run_id: null, qci_total_score: 50 });
      await send(as, 'rex', 'adopt_run', 9, { call_id: call, run_id: second.id });
      await as('service_role').query(`delete from public.qci_runs where id = '${second.id}'`);
      expect(await analysisOf(db)).toMatchObject({ run_id: null, qci_total_score: 50, reviewed_by: null });
    }));

    it('must be a scored run of this very call, seen in the version that is there', () => story(db, async (as) => {
      await addCall(db, fresh);
      const [own, other, none] = [await record(as, 'rex', judged(1)), await record(as, 'rex', judged(2, {}, { call_id: fresh })), await record(as, 'rex', unjudged(3))];
      const foreign = await record(as, 'bob', judged(4, {}, { call_id: rows.b.call, prompt_id: rows.b.prompt }));
      const adopt = (run_id: unknown, version = 2, call_id: unknown = call) => send(as, 'rex', 'adopt_run', version, { call_id, run_id });
      for (const id of [other.id, foreign.id, fresh]) expect(await adopt(id)).toEqual({ result: 'rejected', code: 'not_found', field: 'run_id' });
      expect(await adopt(none.id)).toEqual({ result: 'rejected', code: 'invalid', field: 'run_id' });
      for (const id of [null, 7, 'x', undefined]) expect(await adopt(id)).toEqual({ result: 'rejected', code: 'invalid', field: 'run_id' });
      for (const version of [1, 3, 0, -1]) expect(await adopt(own.id, version)).toMatchObject({ result: 'conflict', current: { call_id: call, version: 2, qci_total_score: 70, overrides: {} } });
      expect(await adopt(foreign.id, 2, rows.b.call)).toEqual({ result: 'rejected', code: 'not_found' });
      await db.exec(`delete from public.qci_analyses where call_id = '${fresh}'`);
      expect(await adopt(other.id, 1, fresh)).toEqual({ result: 'rejected', code: 'not_found', field: 'call_id' });
    }));
  });

  it('the seed\'s list takes a run\'s moments beside the marks, and no mark away', () => story(db, async (as) => {
    await mark(as, 'rex', 1, { start_ms: 5000, label: 'Price' });
    const first = await record(as, 'rex', judged(1, {}, { key_moments: ['00:05 Price', 'Asked twice'] }));
    expect(await keyMoments(db)).toEqual(['Asked twice', '00:05 Price']);
    expect((await run(first.id))?.['key_moments']).toEqual(['00:05 Price', 'Asked twice']);
    await record(as, 'rex', judged(2, {}, { key_moments: [] }));
    expect(await keyMoments(db)).toEqual(['00:05 Price']);
    await send(as, 'rex', 'confirm_review', 3, { call_id: call });
    await record(as, 'rex', judged(3));
    expect(await keyMoments(db)).toEqual(['00:05 Price']);
    await send(as, 'rex', 'delete_moment', 1, { moment_id: '0000000d-0000-4000-8000-000000000001', deleted: true });
    expect(await keyMoments(db)).toBeNull();
    await send(as, 'rex', 'adopt_run', 4, { call_id: call, run_id: first.id });
    expect(await keyMoments(db)).toEqual(['00:05 Price', 'Asked twice']);
  }));

  it('from reviewer upwards, to members only, and a stranger learns nothing', () => story(db, async (as) => {
    const first = await record(as, 'rex', judged(1));
    const before = await scoredRows(db);
    const forger: Actor = { sub: people.nan.id, user_metadata: { organization_id: orgs.a, role: 'admin' }, app_metadata: { role: 'admin' }, organization_id: orgs.a };
    const writes = [['record_run', 0, judged(2)], ['record_run', 0, unjudged(3)], ['adopt_run', 2, { call_id: call, run_id: first.id }]] as const;
    for (const [name, version, patch] of writes) {
      expect([name, await send(as, 'vic', name, version, patch)]).toEqual([name, { result: 'rejected', code: 'forbidden' }]);
      for (const who of ['bob', 'nan', forger] as const) for (const call_id of [call, fresh]) expect([name, await send(as, who, name, version, { ...patch, call_id })]).toEqual([name, { result: 'rejected', code: 'not_found' }]);
      expect([name, await outcome(send(as, 'anon', name, version, patch))]).toEqual([name, '42501']);
      for (const who of ladder.slice(1)) {
        await db.exec('savepoint rung');
        expect([name, who, (await send(as, who, name, version, patch)).result]).toEqual([name, who, 'applied']);
        await db.exec('rollback to savepoint rung');
      }
    }
    expect(await scoredRows(db)).toEqual(before);
    for (const who of ladder) expect([who, await as(who).query('select id from public.qci_runs')]).toEqual([who, [{ id: first.id }]]);
    for (const who of ['bob', 'nan'] as const) expect([who, await as(who).query('select id from public.qci_runs')]).toEqual([who, []]);
    for (const sql of ['delete from public.qci_runs', `insert into public.qci_runs (call_id, run_key, judge, rubric_version, unscorable) values ('${call}', '${runKey(9)}', 'x', '1', 'voicemail')`, `select app.write_record_run(0, '{}')`])
      for (const who of [...ladder, 'bob', 'anon'] as const) expect([who, sql, await outcome(as(who).query(sql))]).toEqual([who, sql, '42501']);
  }));

  type Bad = [patch: Row, code: string, field: string];
  const piece = (extra: Row) => ({ criteria: { ...criteriaOf(), flow: { ...(criteriaOf()['flow'] as Row), evidence: [{ turn: 1, speaker: 'agent', quote: 'x', polarity: '+', state: 'close', ...extra }] } } });
  const flow = (extra: Row) => ({ criteria: { ...criteriaOf(), flow: { ...(criteriaOf()['flow'] as Row), ...extra } } });
  it.each<Bad>([
    [{ run_key: null }, 'invalid', 'run_key'], [{ run_key: 'x' }, 'invalid', 'run_key'], [{ call_id: 7 }, 'invalid', 'call_id'], [{ judge: null }, 'invalid', 'judge'], [{ judge: ' ' }, 'invalid', 'judge'],
    [{ judge: long(201) }, 'too_long', 'judge'], [{ ai_model: long(51) }, 'too_long', 'ai_model'], [{ ai_model: 5 }, 'invalid', 'ai_model'], [{ rubric_version: null }, 'invalid', 'rubric_version'],
    [{ rubric_version: long(41) }, 'too_long', 'rubric_version'], [{ model_parameters: [] }, 'invalid', 'model_parameters'], [{ prompt_id: 'x' }, 'invalid', 'prompt_id'], [{ prompt_id: rows.b.prompt }, 'not_found', 'prompt_id'],
    [{ transcript_hash: 7 }, 'invalid', 'transcript_hash'], [{ unscorable: 'voicemail' }, 'invalid', ''], [{ tier: null }, 'invalid', 'tier'], [{ tier: 'sold' }, 'invalid', 'tier'],
    [{ agent_talk_ratio: 1.01 }, 'invalid', 'agent_talk_ratio'], [{ agent_talk_ratio: '0.5' }, 'invalid', 'agent_talk_ratio'], [{ agent_talk_ratio_basis: 'mood' }, 'invalid', 'agent_talk_ratio_basis'],
    [{ brand_mentions: null }, 'invalid', 'brand_mentions'], [{ brand_mentions: -1 }, 'invalid', 'brand_mentions'], [{ brand_mentions: 1.5 }, 'invalid', 'brand_mentions'],
    [{ doubts: 'x' }, 'invalid', 'doubts'], [{ doubts: [7] }, 'invalid', 'doubts'], [{ doubts: [long(81)] }, 'too_long', 'doubts'], [{ status: 'good' }, 'invalid', 'status'], [{ status: 7 }, 'invalid', 'status'],
    [{ coaching_tips: 'x' }, 'invalid', 'coaching_tips'], [{ coaching_tips: [null] }, 'invalid', 'coaching_tips'], [{ coaching_tips: Array.from({ length: 21 }, () => 'x') }, 'too_long', 'coaching_tips'],
    [{ key_moments: [{ turn: 1 }] }, 'invalid', 'key_moments'], [{ key_moments: [long(1001)] }, 'too_long', 'key_moments'], [{ tokens_used: -1 }, 'invalid', 'tokens_used'], [{ tokens_used: 2 ** 31 }, 'invalid', 'tokens_used'],
    [{ analysis_cost: -0.1 }, 'invalid', 'analysis_cost'], [{ analysis_cost: 1e9 }, 'invalid', 'analysis_cost'], [{ qci_total_score: 100 }, 'invalid', 'qci_total_score'], [{ reviewed_by: people.rex.id }, 'invalid', 'reviewed_by'],
    ...[null, undefined, [], 'x', 7].map((criteria): Bad => [{ criteria }, 'invalid', 'criteria']), [{ criteria: { ...criteriaOf(), charm: {} } }, 'invalid', 'charm'],
    ...criterionKeys.map((key): Bad => [{ criteria: { ...criteriaOf(), [key]: undefined } }, 'invalid', key]),
    ...criterionKeys.map((key): Bad => [{ criteria: criteriaOf({ [key]: MOST[key] + 1 }) }, 'invalid', key]),
    ...[-1, 1.5, '5', true, [], {}, 1e300].map((value): Bad => [{ criteria: criteriaOf({ flow: value }) }, 'invalid', 'flow']),
    ...[[], 'x', 5, null].map((one): Bad => [{ criteria: { ...criteriaOf(), flow: one } }, 'invalid', 'flow']),
    ...[{ max: 11 }, { max: null }, { max: '10' }, { reason: null }, { reason: 7 }, { evidence: null }, { evidence: {} }, { evidence: [7] }, { evidence: ['x'] }, { evidence: [[]] }, { clamped: 7 }, { clamped: {} }, { clamped: { from: 'x', by: 'y' } }, { mood: 1 }].map((extra): Bad => [flow(extra), 'invalid', 'flow']),
    ...[{ turn: -1 }, { turn: 1.5 }, { turn: null }, { speaker: 'tool' }, { speaker: undefined }, { quote: 7 }, { quote: null }, { polarity: '*' }, { state: 'true' }, { state: null }, { more: 1 }].map((extra): Bad => [piece(extra), 'invalid', 'flow']),
    [flow({ reason: long(262_145) }), 'too_long', 'criteria'], [{ raw_analysis: long(1_048_577) }, 'too_long', 'patch'],
  ])('a bad patch is rejected and leaves nothing behind: %#', (extra, code, field) => story(db, async (as) => {
    const before = await scoredRows(db);
    expect(await send(as, 'ann', 'record_run', 0, judged(1, {}, extra))).toMatchObject({ result: 'rejected', code, ...(field === '' ? {} : { field }) });
    expect(await scoredRows(db)).toEqual(before);
    expect(await db.query('select 1 from app.operations')).toEqual([]);
  }));

  it('what could not be judged has no judgment, and a reason that is known', () => story(db, async (as) => {
    for (const reason of ['bored', '', 7, {}]) expect([reason, await send(as, 'rex', 'record_run', 0, unjudged(1, reason))]).toEqual([reason, { result: 'rejected', code: 'invalid', field: 'unscorable' }]);
    for (const [field, value] of Object.entries({ criteria: criteriaOf(), tier: 'nothing', agent_talk_ratio: 0.5, agent_talk_ratio_basis: 'time', brand_mentions: 0, doubts: ['x'], status: 'fail' }))
      expect(await send(as, 'rex', 'record_run', 0, unjudged(1, 'voicemail', { [field]: value }))).toEqual({ result: 'rejected', code: 'invalid', field });
    expect(await send(as, 'rex', 'record_run', 1, unjudged(1))).toEqual({ result: 'rejected', code: 'invalid', field: 'expected_version' });
    for (const [n, reason] of ['no_transcript', 'no_customer', 'voicemail', 'recorded_menu', 'too_few_words'].entries()) expect((await record(as, 'rex', unjudged(n, reason, { doubts: [], criteria: null }))).effective).toBe(false);
    expect(await count()).toBe(5);
    expect(await scoreOf(db)).toEqual([70, 20, 15, 15, 20, 'review']);
  }));

  it('a whole number is whole however it is written, and points at both ends are taken', () => story(db, async (as) => {
    const json = JSON.stringify(judged(1, Object.fromEntries(criterionKeys.map((key) => [key, MOST[key]])))).replace('"score":10,', '"score":1.00e1,');
    expect(json).toContain('1.00e1');
    expect(await as('rex').rpc('record_run', { p_op_id: opId(), p_expected_version: 0, p_patch: json })).toMatchObject({ result: 'applied', effective: true });
    expect(await scoreOf(db)).toEqual([100, 30, 20, 20, 30, 'pass']);
    expect(JSON.stringify((await analysisOf(db))?.['evidence'])).toContain('"score":10');
    await record(as, 'rex', judged(2, Object.fromEntries(criterionKeys.map((key) => [key, 0]))));
    expect(await scoreOf(db)).toEqual([0, 0, 0, 0, 0, 'fail']);
  }));

  it('no patch whatever makes these writes raise an error', () => story(db, async (as) => {
    const known = await record(as, 'rex', judged(1));
    const value = fc.oneof(fc.constantFrom<unknown>(call, rows.b.call, known.id, runKey(1), 'pass', 0.5, -1, 2 ** 31, 1e300, '', null, criteriaOf(), points), fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>);
    const storable = (patch: unknown) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(patch));
    const noise = fc.dictionary(fc.constantFrom(...Object.keys(judged(1)), 'unscorable', 'status', 'run_id', 'scores', 'seconds', 'was_blind'), value);
    const base = fc.constantFrom<[string, Row]>(['record_run', judged(2)], ['record_run', unjudged(2)], ['adopt_run', { call_id: call, run_id: known.id }], ['complete_review', { call_id: call, scores: points, was_blind: false, seconds: 1 }]);
    await fc.assert(fc.asyncProperty(base, fc.integer({ min: 0, max: 2 }), noise.filter(storable), async ([name, patch], version, extra) => {
      await db.exec('savepoint noise');
      const answer = await send(as, 'ann', name, version, { ...patch, ...extra });
      expect(answer.result).toMatch(/^(applied|conflict|rejected)$/);
      if (answer.result === 'rejected') expect(answer['code']).toMatch(/^(not_found|invalid|too_long)$/);
      await db.exec('rollback to savepoint noise; release savepoint noise');
    }), { numRuns: 300, seed: 11 });
  }));

  it('history tells ids, numbers, codes and hashes of a run, and none of its words', () => story(db, async (as) => {
    const words = 'canary Анна 5551234';
    const criteria = { ...criteriaOf(), flow: { ...(criteriaOf()['flow'] as Row), reason: words, evidence: [{ turn: 1, speaker: 'agent', quote: words, polarity: '-', state: 'verified' }] } };
    const made = await record(as, 'rex', judged(1, {}, { criteria, judge: words, ai_model: words, coaching_tips: [words], key_moments: [words], model_parameters: { [words]: words }, raw_analysis: words, transcript_hash: words, rubric_version: words, doubts: [words] }));
    await record(as, 'rex', unjudged(2));
    const told = (await as('vic').rpc<Row[]>('call_history', { p_call_id: call })).slice(1);
    expect(told.map((e) => [e['subject_table'], e['action'], e['subject_id']])).toEqual([['qci_runs', 'insert', made.id], ['qci_analyses', 'update', expect.any(String)], ['qci_runs', 'insert', expect.any(String)]]);
    expect(told[0]?.['after']).toMatchObject({ run_key: runKey(1), qci_total_score: 70, status: 'review', created_by: people.rex.id, evidence: expect.stringMatching(hash), coaching_tips: expect.stringMatching(hash), judge: expect.stringMatching(hash) });
    expect(told[1]?.['after']).toMatchObject({ run_id: made.id });
    expect(told[2]?.['after']).toMatchObject({ unscorable: 'voicemail', judge: 'judge-2', rubric_version: 'default-1' });
    expect(await db.query("select count(*)::int as n from public.history h where to_jsonb(h)::text ~* 'canary|Анна|5551234'")).toEqual([{ n: 0 }]);
    expect(await db.query(`select (app.verify_history('${orgs.a}') ->> 'faults')::int as faults`)).toEqual([{ faults: 0 }]);
  }));

  it('goes with its call, is counted by retention, and outlives whoever had it judged', () => story(db, async (as) => {
    for (const n of [1, 2, 3]) await record(as, 'rex', judged(n));
    await send(as, 'rex', 'complete_review', 4, { call_id: call, scores: points, was_blind: true, seconds: 60 });
    await as('ann').rpc('erase_member', { p_organization_id: orgs.a, p_user_id: people.rex.id });
    await db.exec(`delete from auth.users where id = '${people.rex.id}'`);
    expect([await count(), await db.query('select reviewer_id from public.call_reviews')]).toEqual([3, [{ reviewer_id: people.rex.id }]]);
    const args = { p_organization_id: orgs.a, p_before: '2026-04-01' };
    for (const p_dry_run of [true, false]) expect(await as('ann').rpc('drop_calls_before', { ...args, p_dry_run })).toMatchObject({ calls: 1, rows: { qci_analyses: 1, qci_runs: 3, call_reviews: 1 } });
    expect([await count(), await db.query('select 1 from public.call_reviews'), await analysisOf(db)]).toEqual([0, [], undefined]);
    expect(await db.query(`select (app.verify_history('${orgs.a}') ->> 'faults')::int as faults`)).toEqual([{ faults: 0 }]);
  }));

  it.skipIf(engine.name === 'PGlite')('the same work sent twelve times at once is one row and one analysis', async () => {
    await addCall(db, fresh);
    await db.exec(`begin; select 1 from public.organizations where id = '${orgs.a}' for update`);
    const sending = crowd(db, Array.from({ length: 12 }, (_, n) => (n % 2 ? 'rex' : 'cora')), (own) =>
      own.query<{ a: Answer }>(`select public.record_run('${opId()}', 0, '${JSON.stringify(judged(1, {}, { call_id: fresh }))}') as a`));
    await expect.poll(() => db.query('select distinct pid from pg_locks where not granted'), { timeout: 30_000 }).toHaveLength(12);
    await db.exec('commit');
    const answers = (await sending).map(([row]) => row?.a);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ result: 'applied', effective: true, version: 1 });
    expect(await count()).toBe(1);
    await db.exec(`delete from public.calls where id = '${fresh}'`);
  });
});
