import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

const KEYS = [
  'vapi_call_id', 'scorable', 'reason', 'qci_total_score', 'dynamics_score', 'objections_score', 'brand_score', 'outcome_score', 'status', 'criteria', 'evidence',
  'coaching_tips', 'key_moments', 'judge', 'rubric_version',
];
const START = Date.parse('2026-11-20T10:00:00Z');
const row = (role: 'bot' | 'user', message: string, second: number) => ({ role, message, time: START + second * 1000, endTime: START + second * 1000 + 2500, secondsFromStart: second });
const call = (id: number, ...messages: object[]) => ({
  id: `00000000-0000-4000-8000-00000000000${id}`, type: 'inboundPhoneCall', status: 'ended', startedAt: '2026-11-20T10:00:00Z', endedAt: '2026-11-20T10:01:00Z', artifact: { messages },
});
const talk = call(
  1,
  row('bot', 'Brightwater Solar, this is Ava. How can I help you?', 0),
  row('user', 'I would like somebody to look at my roof, but I am worried about the price.', 3),
  row('bot', 'I understand, nobody likes surprises. The visit is free. Would Thursday at ten suit you?', 6),
  row('user', 'Thursday at ten works for me, thank you.', 9),
  row('bot', 'You are booked for Thursday at ten. Thank you for calling.', 12),
);
const silent = call(2, row('bot', 'Hello? Is anybody there?', 0));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sidetone-judge-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(file: string, ...more: string[]) {
  const out: string[] = [];
  const said: string[] = [];
  const code = runCommand(['--calls', file, '--judge', 'deterministic', ...more], { out: (line) => out.push(line), say: (line) => said.push(line) });
  return { code, out, said, lines: out.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

function fileOf(name: string, value: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

describe('npm run judge', () => {
  it('prints a line a call, its keys in one order, the same bytes each time', () => {
    const file = fileOf('calls.json', [talk, silent, { type: 'nothing' }]);
    const { code, out, said, lines } = run(file);
    expect(code).toBe(0);
    expect(lines.map((line) => Object.keys(line))).toEqual([KEYS, KEYS]);
    expect(run(file).out).toEqual(out);
    expect(said).toEqual([expect.stringContaining('item 2'), `${file}: calls scored: 2, items set aside: 1`]);
    const [scored, unscored] = lines;
    expect(scored).toMatchObject({ scorable: true, reason: null, judge: 'deterministic-2', rubric_version: 'default-1' });
    expect(scored?.['qci_total_score']).toBe(['dynamics_score', 'objections_score', 'brand_score', 'outcome_score'].reduce((sum, key) => sum + Number(scored?.[key]), 0));
    expect(unscored).toMatchObject({ scorable: false, reason: 'no_customer', qci_total_score: null, status: null, criteria: null, evidence: null });
  });

  it('knows the brand only by a rubric, which may hold nothing else', () => {
    const file = fileOf('calls.json', { message: { type: 'end-of-call-report', call: talk, artifact: talk.artifact } });
    const brand = (...more: string[]) => Number(run(file, ...more).lines[0]?.['brand_score']);
    expect(brand()).toBeLessThanOrEqual(10);
    expect(brand('--rubric', fileOf('rubric.json', { version: '7', brandTerms: ['Brightwater'] }))).toBeGreaterThan(10);
  });

  it.each([
    ['null', 'holds no JSON object'],
    ['"Brightwater"', 'holds no JSON object'],
    ['[{"version":"7"}]', 'holds no JSON object'],
    ['{"brandTerms":["Bright', 'is no JSON'],
    ['{"rubric":{}}', 'is no rubric: Unrecognized key'],
    ['', 'is no JSON'],
  ])('scores nothing by a rubric that is none, and names the file: %s', (text, why) => {
    const rubric = fileOf('rubric.json', text);
    const { code, out, said } = run(fileOf('calls.json', [talk]), '--rubric', rubric);
    expect([code, out, said.length]).toEqual([1, [], 1]);
    expect(said[0]).toContain(`${rubric} `);
    expect(said[0]).toContain(why);
    expect(said[0]).toContain('No call was scored');
  });

  it('reads a rubric that an editor began with a mark of its encoding', () => {
    expect(run(fileOf('calls.json', [talk]), '--rubric', fileOf('rubric.json', '\uFEFF{"version":"7","brandTerms":["Brightwater"]}')).lines[0]).toMatchObject({ rubric_version: '7' });
  });

  it('says what is wrong where it can score nothing', () => {
    expect(run(join(folder, 'missing.json')).code).toBe(1);
    expect(run(fileOf('none.json', '[]')).code).toBe(1);
    expect(run(fileOf('calls.json', [talk]), '--rubric', fileOf('rubric.json', { bands: { pass: 50, review: 70 } })).said.join()).toContain('rubric');
    expect(runCommand(['--calls', 'x', '--judge', 'gpt'], { out: () => {}, say: () => {} })).toBe(1);
  });
});
