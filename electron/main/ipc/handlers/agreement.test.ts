import { beforeAll, describe, expect, it, vi } from 'vitest';
import { codeOf } from '../../session/testing/managers.ts';
import { device, onADevice, world } from '../../session/testing/on-a-device.ts';
import { ED, PASSWORD, VERA } from '../../session/testing/real-workspace.ts';
import { agreementHandlers } from './agreement.ts';

onADevice();

const saveText = vi.fn<(name: string, text: string) => Promise<string | null>>(() => Promise.resolve('pairs.csv'));
const NOW = new Date('2026-11-30T12:00:00Z');

/** The routes as a person of the real workspace asks them. */
async function askedBy(email: string) {
  const manager = device.aManager();
  manager.choose({ kind: 'embedded' });
  await manager.signIn(email, PASSWORD);
  return agreementHandlers({ desk: () => manager.desk(), now: () => NOW, saveText });
}

/** A call of Ed's organization with one run, and what Ed and Vera said of it. */
async function aDoubleScore(): Promise<void> {
  const { database } = world.workspace;
  const call = '5d0a0000-0000-4000-8000-00000000ca11';
  const scores = JSON.stringify({ talk_balance: 10, flow: 10, engagement: 5, recognition: 7, compliance: 7, alternatives: 3, brand: 20, outcome: 12 });
  await database.exec(`insert into public.calls (id, vapi_call_id, organization_id, call_type, status, assistant_name, created_at)
    values ('${call}', '${call}', '5d0a0000-0000-4000-8000-00000000000a', 'inbound', 'ended', 'Intake', '2026-11-20');
    insert into public.qci_runs (call_id, run_key, judge, rubric_version, dynamics_score, objections_score, brand_score, outcome_score, qci_total_score, status)
      values ('${call}', '${call}', 'some-judge', '3', 20, 15, 15, 20, 70, 'review')`);
  for (const [who, blind, at] of [[ED, true, '2026-11-21'], [VERA, false, '2026-11-22']] as const) {
    await database.exec(`insert into public.call_reviews (call_id, reviewer_id, scores, dynamics_score, objections_score, brand_score, outcome_score, qci_total_score, status, was_blind, seconds, completed_at)
      values ('${call}', '${world.ids[who] ?? ''}', '${scores}', 25, 17, 20, 12, 74, 'review', ${blind}, 41, '${at}')`);
  }
}

describe('calls that were scored twice', () => {
  beforeAll(aDoubleScore);

  it('are answered with both scores, the thresholds, and the filters in the workspace\'s words', async () => {
    const ask = await askedBy(ED);
    const [ed, vera] = [world.ids[ED] ?? '', world.ids[VERA] ?? ''];
    const page = { cursor: null, limit: 1000 };
    const all = await ask['agreement.listPairs']({ filter: { mode: 'ai_human' }, ...page });
    expect({ ...all, rows: all.rows.map(({ secondPerson }) => secondPerson) }).toEqual({ rows: [vera, ed], next: null, thresholds: { pass: 80, review: 60 }, asOf: NOW.toISOString() });
    const filter = { mode: 'ai_human', from: '2026-11-01T00:00:00Z', to: '2026-11-30T00:00:00Z', secondPerson: ed, blind: true, judges: ['some-judge'], rubricVersions: ['3'] } as const;
    expect((await ask['agreement.listPairs']({ filter: { ...filter, judges: [...filter.judges], rubricVersions: [...filter.rubricVersions] }, ...page })).rows).toMatchObject([
      { assistantName: 'Intake', judge: 'some-judge', rubricVersion: '3', firstPerson: null, secondPerson: ed, blind: true, seconds: 41, first: { dynamics: 20, objections: 15, brand: 15, outcome: 20 }, second: { dynamics: 25, objections: 17, brand: 20, outcome: 12 } },
    ]);
    expect((await ask['agreement.listPairs']({ filter: { mode: 'human_human', firstPerson: vera }, ...page })).rows).toMatchObject([{ firstPerson: vera, secondPerson: ed, judge: null, seconds: null }]);
    expect((await ask['agreement.listPairs']({ filter: { mode: 'ai_human', assistantIds: [ed] }, ...page })).rows).toEqual([]);
    const first = await ask['agreement.listPairs']({ filter: { mode: 'ai_human' }, cursor: null, limit: 1 });
    expect((await ask['agreement.listPairs']({ filter: { mode: 'ai_human' }, cursor: first.next, limit: 1 })).rows).toMatchObject([{ secondPerson: ed }]);
    expect(await ask['agreement.listJudges']({})).toEqual({ judges: [{ judge: 'some-judge', rubricVersion: '3' }] });
  });

  it('are written as CSV, page after page, with the names of people', async () => {
    const ask = await askedBy(ED);
    expect(await ask['agreement.export']({ filter: { mode: 'ai_human', secondPerson: world.ids[ED] ?? '' } })).toEqual({ file: 'pairs.csv', pairs: 1 });
    const [name, text = ''] = saveText.mock.lastCall ?? [];
    expect(name).toBe('sidetone-agreement.csv');
    const [head = [], row = []] = text.slice(1).split('\r\n').map((line) => line.split(','));
    const cells = Object.fromEntries(head.map((key, at) => [key, row[at]]));
    expect(cells).toMatchObject({ assistant: 'Intake', first: 'some-judge', rubric_version: '3', blind: 'yes', seconds: '41', first_total: '70', second_total: '74', first_band: 'review', second_outcome: '12' });
    expect(cells['second']).not.toMatch(/^[0-9a-f-]{36}$/);
    saveText.mockResolvedValueOnce(null);
    expect(await ask['agreement.export']({ filter: { mode: 'ai_human' } })).toMatchObject({ file: null });
  });

  it('say why people gave values of their own, and a reason that is not known counts as another one', async () => {
    const given = (reason: string) => ({ ai: 5, replaced: 5, value: 20, reason, note: null, evidence: null, by: world.ids[ED], at: '2026-11-21T10:00:00Z' });
    await world.workspace.database.exec(`insert into public.qci_analyses (call_id, judge, rubric_version, dynamics_score, objections_score, brand_score, outcome_score, qci_total_score, overrides)
      values ('5d0a0000-0000-4000-8000-00000000ca11', 'some-judge', '3', 20, 20, 15, 20, 75, '${JSON.stringify({ dynamics: given('policy'), objections: given('of_tomorrow'), outcome: given('other') })}')`);
    const ask = await askedBy(ED);
    expect(await ask['agreement.listReasons']({ filter: { mode: 'ai_human' } })).toEqual({ overrides: 3, calls: 1, reasons: [{ reason: 'other', count: 2 }, { reason: 'policy', count: 1 }] });
    expect(await ask['agreement.listReasons']({ filter: { mode: 'ai_human', judges: ['nobody'] } })).toEqual({ overrides: 0, calls: 0, reasons: [] });
    expect(await ask['agreement.listReasons']({ filter: { mode: 'ai_human', secondPerson: world.ids[VERA] ?? '', from: '2026-01-01T00:00:00Z', blind: true } })).toMatchObject({ overrides: 0 });
  });

  it('are not asked with a filter that belongs to the other mode', async () => {
    const ask = await askedBy(ED);
    expect(await codeOf(ask['agreement.listPairs']({ filter: { mode: 'human_human', judges: ['x'] }, cursor: null, limit: 10 }))).toBe('bad_request');
  });
});
