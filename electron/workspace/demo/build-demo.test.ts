import { describe, expect, it } from 'vitest';
import { outcomeBucket } from '../../../core/calls/outcome-bucket.ts';
import { buildDemo, type DemoCall } from './build-demo.ts';
import { loadDemoSources } from './demo-data.ts';
import { rubricSchema } from '../../../core/qci/rubric.ts';
import { LEAST_PAIRS } from '../../../core/qci/agreement/agreement.ts';
import { CRITERIA, CRITERION_KEYS, TIER_POINTS } from '../../../core/qci/criteria.ts';

const NOW = new Date('2026-11-22T15:00:00.000Z');
const demo = buildDemo({ now: NOW, seed: 'test' });
const { calls } = demo;
const sources = loadDemoSources();
const analysed = calls.flatMap((call) => (call.analysis ? [{ call, analysis: call.analysis }] : []));

const counted = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

const seconds = ({ payload }: DemoCall): number =>
  payload.startedAt && payload.endedAt ? (Date.parse(payload.endedAt) - Date.parse(payload.startedAt)) / 1000 : 0;

/** The turns an importer sees, in order of time; evidence counts them from nought. */
const turnsOf = ({ payload }: DemoCall): { role: string; text: string }[] =>
  (payload.artifact?.messages ?? []).flatMap((row) =>
    row.role === 'bot' || row.role === 'user'
      ? { role: row.role, text: row.message }
      : row.role === 'tool_calls'
        ? { role: 'tool', text: '' }
        : [],
  );

const atLeastFive = (counts: ReadonlyMap<string, number>, keys: readonly string[]): void => {
  for (const key of keys) expect(counts.get(key) ?? 0, key).toBeGreaterThanOrEqual(5);
};

describe('people and agents', () => {
  it('are two organizations, five people with five roles, and someone with another role in the second', () => {
    expect(demo.organizations).toHaveLength(2);
    expect(demo.users).toHaveLength(5);
    const main = demo.memberships.filter((one) => one.organizationKey === 'brightwater');
    expect(main.map((one) => one.role)).toEqual(['admin', 'editor', 'coach', 'reviewer', 'viewer']);
    for (const key of ['brightwater', 'north']) {
      expect(demo.memberships.some((one) => one.organizationKey === key && one.role === 'admin')).toBe(true);
    }
  });

  it('have three to seven prompt versions, one current, each text different and of a sensible length', () => {
    for (const assistant of demo.assistants) {
      const prompts = demo.prompts.filter((one) => one.assistantKey === assistant.key);
      expect(prompts.length).toBeGreaterThanOrEqual(3);
      expect(prompts.filter((one) => one.isCurrent).map((one) => one.version)).toEqual([prompts.length]);
      expect(new Set(prompts.map((one) => one.content)).size).toBe(prompts.length);
      for (const { content, createdAt } of prompts) {
        const words = content.match(/[\p{L}\p{N}_'%]+/gu)?.length ?? 0;
        expect(words > 120 && words <= 400, `${assistant.key}: ${words} words`).toBe(true);
        expect(createdAt >= demo.startsAt).toBe(true);
      }
    }
  });
});

describe.each(['test', 'sidetone-demo-1', 'another'])('the proportions with the seed %s', (seed) => {
  const built = buildDemo({ now: NOW, seed }).calls;

  it('are those of the field: about 300 calls, most of them short', () => {
    expect(built.length).toBeGreaterThan(285);
    expect(built.length).toBeLessThan(315);
    expect(built.filter((call) => seconds(call) > 30).length / built.length).toBeLessThan(0.22);
    expect(built.filter((call) => seconds(call) > 60).length / built.length).toBeLessThan(0.13);
    expect(built.filter((call) => !call.payload.startedAt).length).toBeGreaterThan(20);
  });

  it('have every bucket, tier and band five times, and three languages', () => {
    const buckets = counted(built.map((call) => outcomeBucket(call.payload.endedReason) ?? 'none'));
    atLeastFive(buckets, ['no-answer', 'voicemail', 'timeout', 'cancelled', 'error', 'transferred', 'completed', 'other']);
    atLeastFive(counted(built.flatMap((call) => call.analysis?.evidence.outcomes.tier ?? [])), Object.keys(TIER_POINTS));
    atLeastFive(counted(built.flatMap((call) => call.analysis?.status ?? [])), ['pass', 'review', 'fail']);
    const languages = counted(built.flatMap((call) => call.dialogueId?.slice(0, 2) ?? []));
    for (const language of ['en', 'ru', 'es']) expect(languages.get(language) ?? 0).toBeGreaterThan(built.length * 0.15);
  });
});

describe('the calls', () => {
  it('are the same for the same time and seed, and others for another seed', () => {
    expect(buildDemo({ now: NOW, seed: 'test' })).toEqual(demo);
    expect(buildDemo({ now: NOW, seed: 'other' }).calls[5]?.payload.id).not.toBe(calls[5]?.payload.id);
  });

  it('have ids of their own that carry the time of creation', () => {
    expect(new Set(calls.map((call) => call.payload.id)).size).toBe(calls.length);
    for (const { payload } of calls) {
      expect(payload.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Number.parseInt(payload.id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse(payload.createdAt));
    }
  });

  it.each(['2026-11-22T03:10:00.000Z', '2026-01-01T00:00:30.000Z', '2026-07-15T18:59:00.000Z'])('lie in the sixty days before %s', (text) => {
    const now = new Date(text);
    const built = buildDemo({ now, seed: 'test' }).calls;
    const times = built.map((call) => Date.parse(call.payload.createdAt));
    expect(times).toEqual([...times].sort((one, other) => other - one));
    expect(Math.min(...times)).toBeGreaterThan(now.getTime() - 61 * 86_400_000);
    for (const { payload, analysis, reviewed } of built) {
      expect(Date.parse(payload.updatedAt)).toBeLessThan(now.getTime());
      if (analysis) expect(Date.parse(analysis.analyzed_at)).toBeLessThan(now.getTime());
      if (reviewed) expect(Date.parse(reviewed.at)).toBeLessThanOrEqual(now.getTime());
    }
    expect(built[0]?.recordingFile).toBe('en-price-callback.mp3');
    expect(now.getTime() - (times[0] ?? 0)).toBeLessThan(3_600_000);
  });

  it('name the prompt version that was current, with its text as the system message', () => {
    for (const { payload, promptVersion } of calls) {
      const assistant = demo.assistants.find((one) => one.vapiAssistantId === payload.assistantId);
      const prompt = demo.prompts.find((one) => one.assistantKey === assistant?.key && one.version === promptVersion);
      expect(payload.assistantVersion).toBe(`v${promptVersion}`);
      expect(prompt && prompt.createdAt <= payload.createdAt).toBe(true);
      if (payload.artifact) expect(payload.artifact.messages[0]).toMatchObject({ role: 'system', message: prompt?.content });
    }
  });

  it('have a transcript that is the join of what was said, with no slot left open', () => {
    for (const call of calls) {
      const lines = turnsOf(call).flatMap(({ role, text }) => (role === 'tool' ? [] : `${role === 'bot' ? 'AI' : 'User'}: ${text}\n`));
      expect(call.payload.transcript ?? '').toBe(lines.join(''));
      expect(call.payload.artifact?.transcript).toBe(call.payload.transcript);
      const { artifact, ...rest } = call.payload;
      expect(JSON.stringify([rest, artifact?.messages.slice(1), call.analysis])).not.toMatch(/\{[a-z][a-z0-9]*(\.[a-z]+)?\}/);
    }
  });

  it('have turns in the order of time, inside the call', () => {
    for (const { payload } of calls) {
      const times = (payload.artifact?.messages ?? []).map((row) => row.time);
      const turns = (payload.artifact?.messages ?? []).filter((row) => row.role !== 'tool_call_result').map((row) => row.time);
      expect(turns).toEqual([...turns].sort((one, other) => one - other));
      if (payload.endedAt) expect(Math.max(...times)).toBeLessThanOrEqual(Date.parse(payload.endedAt));
      for (const row of payload.artifact?.messages ?? []) {
        if (row.role !== 'bot' && row.role !== 'user') continue;
        expect(row.endTime).toBeGreaterThan(row.time);
        expect(row.endTime).toBeLessThanOrEqual(Date.parse(payload.endedAt ?? ''));
      }
    }
  });

  it('cost what their parts cost', () => {
    for (const { payload } of calls) {
      const sum = (payload.costs ?? []).reduce((total, one) => total + one.cost, 0);
      expect(Math.abs(sum - payload.cost)).toBeLessThan(0.00005);
    }
  });

  it('use nobody’s telephone number', () => {
    for (const { payload } of calls) expect(payload.customer.number).toMatch(/^(\+1\d{3}55501\d\d|\+7555010\d{4}|\+3455501\d{4})$/);
  });
});

describe('the recorded calls', () => {
  const recorded = calls.filter((call) => call.recordingFile !== null);

  it('are each recording once, all among the newest sixty', () => {
    expect(recorded.map((call) => call.recordingFile).sort()).toEqual([...sources.recordings.values()].map((one) => one.file).sort());
    expect(calls.slice(0, 60).filter((call) => call.recordingFile !== null)).toHaveLength(recorded.length);
  });

  it('have the length and the turn times of their audio', () => {
    for (const call of recorded) {
      const recording = sources.recordings.get(call.dialogueId ?? '');
      expect(Math.round(seconds(call) * 1000)).toBe(recording?.durationMs);
      const startedAt = Date.parse(call.payload.startedAt ?? '');
      const rows = (call.payload.artifact?.messages ?? []).filter((row) => row.role !== 'system' && row.role !== 'tool_call_result');
      expect(rows.map((row) => row.time - startedAt)).toEqual(recording?.turns.map((turn) => turn.startMs));
    }
  });
});

describe('the analyses', () => {
  it('stand on part of the calls that can be scored', () => {
    expect(analysed.length).toBeGreaterThan(60);
    expect(calls.filter((call) => call.analysis === null && call.notScorable === null).length).toBeGreaterThan(10);
    for (const { call } of analysed) expect(call.notScorable).toBeNull();
    expect(analysed.filter(({ call }) => call.reviewed !== null).length).toBeGreaterThan(10);
  });

  it('add up: criteria to dimensions, dimensions to the total, the total to the band', () => {
    for (const { analysis } of analysed) {
      const { criteria, outcomes, brand_mentions: mentions } = analysis.evidence;
      const score = (...keys: (keyof typeof criteria)[]) => keys.reduce((sum, key) => sum + criteria[key].score, 0);
      expect(analysis.dynamics_score).toBe(score('talk_balance', 'flow', 'engagement'));
      expect(analysis.objections_score).toBe(score('recognition', 'compliance', 'alternatives'));
      expect(analysis.brand_score).toBe(score('brand'));
      expect(analysis.outcome_score).toBe(score('outcome'));
      const total = analysis.dynamics_score + analysis.objections_score + analysis.brand_score + analysis.outcome_score;
      expect(analysis.qci_total_score).toBe(total);
      expect(analysis.status).toBe(total >= 80 ? 'pass' : total >= 60 ? 'review' : 'fail');
      for (const one of Object.values(criteria)) expect(one.score >= 0 && one.score <= one.max).toBe(true);
      const [least, most] = TIER_POINTS[outcomes.tier];
      expect(analysis.outcome_score >= least && analysis.outcome_score <= most).toBe(true);
      if (mentions === 0) expect(analysis.brand_score).toBeLessThanOrEqual(10);
    }
  });

  it('claim every quote verified, and are wrong exactly where the manifest says so', () => {
    let planted = 0;
    for (const { call, analysis } of analysed) {
      const turns = turnsOf(call);
      for (const [criterion, { evidence }] of Object.entries(analysis.evidence.criteria)) {
        for (const [index, piece] of evidence.entries()) {
          const id = `${call.dialogueId}/${criterion}/${index}`;
          const isPlanted = sources.faults.some((fault) => fault.id === id);
          planted += isPlanted ? 1 : 0;
          expect(piece.state).toBe('verified');
          expect(turns[piece.turn]?.text.includes(piece.quote), id).toBe(!isPlanted);
        }
      }
    }
    expect(planted).toBeGreaterThanOrEqual(sources.faults.length - 2);
  });
});

describe('the moments', () => {
  const marked = calls.flatMap((call) => call.moments.map((moment) => ({ call, moment })));
  const judged = marked.filter(({ moment }) => moment.source === 'ai');
  const human = marked.filter(({ moment }) => moment.source === 'human');

  it('are the judge\'s texts of every analysed call and no other, in order', () => {
    for (const { moments, analysis } of calls) expect(moments.filter(({ source }) => source === 'ai').map(({ label }) => label)).toEqual(analysis?.key_moments ?? []);
    for (const { moment, call } of judged) expect(moment).toMatchObject({ author: null, createdAt: call.analysis?.analyzed_at, comments: [], sharedWith: [] });
    atLeastFive(counted(judged.map(({ moment }) => moment.kind)), ['highlight', 'objection', 'outcome', 'issue', 'question']);
  });

  it('lie on turns that were spoken, in the order of the recording', () => {
    for (const { call, moment } of marked) {
      const startedAt = Date.parse(call.payload.startedAt ?? '');
      const starts = (call.payload.artifact?.messages ?? []).flatMap((row) => (row.role === 'bot' || row.role === 'user' ? row.time - startedAt : []));
      expect(starts.some((start) => Math.abs(start - moment.startMs) <= 1)).toBe(true);
      expect(moment.endMs === null || (moment.endMs > moment.startMs && moment.endMs <= seconds(call) * 1000)).toBe(true);
      for (const { atMs } of moment.comments) expect(atMs === null || (atMs >= moment.startMs && atMs <= seconds(call) * 1000)).toBe(true);
    }
    for (const { moments } of calls) {
      const starts = moments.filter(({ source }) => source === 'ai').map(({ startMs }) => startMs);
      expect(starts).toEqual(starts.toSorted((one, other) => one - other));
    }
  });

  it('are a few of people, discussed and shared with the coach of their organization, after the analysis and before now', () => {
    expect(human.length).toBeGreaterThan(8);
    expect(human.length).toBeLessThan(judged.length / 3);
    expect(calls[0]?.moments.some(({ source }) => source === 'human')).toBe(true);
    for (const { call, moment } of human) {
      expect(call.organizationKey).toBe('brightwater');
      expect(moment).toMatchObject({ author: 'dana', sharedWith: ['priya'], comments: [{ author: 'dana' }, { author: 'priya' }] });
      const times = [call.analysis?.analyzed_at ?? '', moment.createdAt, ...moment.comments.map((one) => one.createdAt), NOW.toISOString()];
      expect(times).toEqual(times.toSorted());
    }
  });

  it('have ids of their own', () => {
    const ids = marked.flatMap(({ moment }) => [moment.id, ...moment.comments.map((one) => one.id)]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the rubrics', () => {
  it('are those that the scores carry, each one that the app can read, and the latest says what the settings say', () => {
    const [latest] = demo.rubrics;
    const { settings } = demo.organizations[0] ?? {};
    expect(demo.rubrics.map(({ version, content }) => [version, rubricSchema.parse(content).version])).toEqual([[3, '3'], [2, '2'], [1, '1']]);
    expect(latest?.content).toMatchObject({ bands: settings?.bands, brandTerms: settings?.brand_terms, forbiddenPhrases: settings?.forbidden_phrases, minCustomerWords: settings?.min_customer_words });
    for (const { call, analysis } of analysed) {
      const rubric = demo.rubrics.find(({ version }) => String(version) === analysis.rubric_version);
      expect(rubric && rubric.createdAt <= call.payload.createdAt, analysis.rubric_version).toBe(true);
    }
  });
});

describe('the reviews', () => {
  const built = buildDemo({ now: new Date(), seed: 'sidetone-demo-1' }).calls;
  const reviewed = built.flatMap((call) => (call.analysis && call.reviews.length > 0 ? [{ ...call, analysis: call.analysis }] : []));
  const totals = (scores: Record<string, number>): number => Object.values(scores).reduce((sum, one) => sum + one, 0);

  it('are enough to compare the judge with people, and people with each other', () => {
    expect(reviewed.reduce((sum, { reviews }) => sum + reviews.length, 0)).toBeGreaterThanOrEqual(LEAST_PAIRS + 10);
    expect(reviewed.reduce((sum, { reviews }) => sum + (reviews.length * (reviews.length - 1)) / 2, 0)).toBeGreaterThanOrEqual(LEAST_PAIRS);
    const people = counted(reviewed.flatMap(({ reviews }) => reviews.map(({ by }) => by)));
    expect([...people.keys()].toSorted()).toEqual(['dana', 'lena', 'priya', 'tomas']);
    const blind = reviewed.flatMap(({ reviews }) => reviews).filter(({ wasBlind }) => wasBlind).length;
    expect(blind).toBeGreaterThan(10);
  });

  it('end with the one who stands for the score, come after the judge, and are one of each person', () => {
    for (const { reviews, reviewed: last, analysis } of reviewed) {
      expect(reviews.at(-1)).toMatchObject({ by: last?.by, at: last?.at });
      expect(new Set(reviews.map(({ by }) => by)).size).toBe(reviews.length);
      for (const { at, scores } of reviews) {
        expect(at > analysis.analyzed_at && at <= (last?.at ?? '')).toBe(true);
        for (const key of CRITERION_KEYS) expect(Number.isInteger(scores[key]) && scores[key] >= 0 && scores[key] <= CRITERIA[key].max, key).toBe(true);
      }
    }
  });

  it('correct some dozens of values in the score, for many reasons, at what the last reviewer gave and never at the judge’s', () => {
    const given = reviewed.flatMap((call) => call.overrides.map((override) => ({ ...override, last: call.reviews.at(-1), judged: call.analysis.evidence.criteria[override.part].score })));
    expect(given.length).toBeGreaterThanOrEqual(24);
    expect(new Set(given.map(({ reason }) => reason)).size).toBeGreaterThan(3);
    expect(new Set(given.map(({ by }) => by)).size).toBeGreaterThan(2);
    for (const { part, by, at, value, last, judged, reason, note } of given) {
      expect(last).toMatchObject({ by, at, scores: { [part]: value } });
      expect(value).not.toBe(judged);
      expect(reason !== 'other' || note !== null).toBe(true);
    }
    expect(built.filter(({ reviews }) => reviews.length === 0).flatMap(({ overrides }) => overrides)).toEqual([]);
  });

  it('lie nearer to the judge where his scores were before them', () => {
    const gaps = (isBlind: boolean): number[] => reviewed.flatMap(({ reviews, analysis }) => reviews.filter(({ wasBlind }) => wasBlind === isBlind).map(({ scores }) => Math.abs(totals(scores) - analysis.qci_total_score)));
    const mean = (values: number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
    expect(mean(gaps(false))).toBeLessThan(mean(gaps(true)));
  });
});
