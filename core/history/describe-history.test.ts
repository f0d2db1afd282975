import { describe, expect, it } from 'vitest';
import { CHANGES } from './change.ts';
import { describeHistory } from './describe-history.ts';
import type { HistoryEntry } from './entry.ts';

const id = (n: number): string => `5d0a0000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const REX = id(1);
const hash = (n: number): string => `sha256:${String(n).repeat(64)}`;
const at = (second: number): string => `2026-11-28T10:00:${String(second).padStart(2, '0')}+00:00`;

type Given = Pick<HistoryEntry, 'table' | 'action'> & Partial<HistoryEntry>;

/** Entries in their order, ten seconds apart where they say nothing else. */
const chain = (...given: Given[]): HistoryEntry[] =>
  given.map((one, n) => ({ entry: n + 1, at: at(n * 10), actorId: REX, actorName: 'Rex', subjectId: id(100), before: null, after: null, reason: null, ...one }));
const told = (...given: Given[]) => describeHistory(chain(...given), false).toReversed().map(({ what, facts, reason }) => ({ what, facts, ...(reason !== undefined && { reason }) }));
const names = (...given: Given[]): string[] => told(...given).map(({ what }) => what);

const analysis = (before: HistoryEntry['before'], after: HistoryEntry['after'], reason: string | null = null): Given => ({ table: 'qci_analyses', action: before === null ? 'insert' : after === null ? 'delete' : 'update', before, after, reason });
const points = (n: number) => ({ is: 'points', points: n });
const scored = { qci_total_score: 70, dynamics_score: 20, objections_score: 15, brand_score: 15, outcome_score: 20, status: 'review', judge: 'deterministic-1', rubric_version: 'default-1', version: 1, overrides: {} };
const override = { ai: 20, replaced: 20, value: 25, reason: hash(1), note: null, by: hash(2), at: hash(3), evidence: null };

/** One of every change that a table of the workspace can tell. */
const EVERY: readonly [string, Given][] = [
  ['scored', analysis(null, scored)],
  ['scoredAgain', analysis({ run_id: null, dynamics_score: 20, qci_total_score: 70 }, { run_id: id(7), dynamics_score: 22, qci_total_score: 72 })],
  ['scoreChanged', analysis({ dynamics_score: 20, qci_total_score: 70, version: 1 }, { dynamics_score: 22, qci_total_score: 72, version: 2 })],
  ['overridden', analysis({ overrides: {}, dynamics_score: 20 }, { overrides: { dynamics: override }, dynamics_score: 25 }, 'policy')],
  ['overrideExplained', analysis({ overrides: { dynamics: override } }, { overrides: { dynamics: { ...override, note: hash(4) } } }, 'policy')],
  ['overrideRevoked', analysis({ overrides: { dynamics: override }, dynamics_score: 25 }, { overrides: {}, dynamics_score: 20 }, 'revoked')],
  ['confirmed', analysis({ reviewed_by: null, reviewed_at: null, version: 1 }, { reviewed_by: REX, reviewed_at: at(1), version: 2 })],
  ['rebanded', analysis({ status: 'pass' }, { status: 'review' }, 'thresholds')],
  ['adopted', analysis({ run_id: id(6), outcome_score: 3 }, { run_id: id(7), outcome_score: 9 }, 'adopted')],
  ['momentTexts', analysis({ key_moments: hash(1) }, { key_moments: hash(2) })],
  ['analysisChanged', analysis({ evidence: hash(1) }, { evidence: hash(2) })],
  ['scoreDeleted', analysis(scored, null)],
  ['runRecorded', { table: 'qci_runs', action: 'insert', subjectId: id(7), after: { ...scored, unscorable: null } }],
  ['runUnscorable', { table: 'qci_runs', action: 'insert', subjectId: id(8), after: { unscorable: 'voicemail', judge: 'gpt-4o-mini' } }],
  ['runDeleted', { table: 'qci_runs', action: 'delete', before: scored }],
  ['reviewed', { table: 'call_reviews', action: 'insert', after: { ...scored, scores: { flow: 9 }, was_blind: true, seconds: 90 } }],
  ['reviewedAgain', { table: 'call_reviews', action: 'update', before: { scores: { flow: 9, brand: 4 }, qci_total_score: 70, completed_at: at(1) }, after: { scores: { flow: 3, brand: 4 }, qci_total_score: 64, completed_at: at(2) } }],
  ['reviewChanged', { table: 'call_reviews', action: 'update', before: { run_id: id(7), version: 1 }, after: { run_id: null, version: 2 } }],
  ['reviewDeleted', { table: 'call_reviews', action: 'delete', before: scored }],
  ['momentMarked', { table: 'key_moments', action: 'insert', after: { kind: 'issue', start_ms: 61_000, end_ms: null, label: hash(1), source: 'human' } }],
  ['tipGiven', { table: 'key_moments', action: 'insert', after: { kind: 'coaching', start_ms: 61_000, label: hash(1), source: 'human' } }],
  ['momentChanged', { table: 'key_moments', action: 'update', before: { label: hash(1), note: null }, after: { label: hash(2), note: hash(3) } }],
  ['momentDeleted', { table: 'key_moments', action: 'update', before: { deleted_at: null }, after: { deleted_at: at(3) } }],
  ['momentRestored', { table: 'key_moments', action: 'update', before: { deleted_at: at(3) }, after: { deleted_at: null } }],
  ['momentErased', { table: 'key_moments', action: 'delete', before: { kind: 'issue', start_ms: 1 } }],
  ['commented', { table: 'moment_comments', action: 'insert', after: { body: hash(1), at_ms: 4000, moment_id: id(9) } }],
  ['commentChanged', { table: 'moment_comments', action: 'update', before: { body: hash(1) }, after: { body: hash(2) } }],
  ['commentWithdrawn', { table: 'moment_comments', action: 'update', before: { body: hash(1) }, after: { body: null } }],
  ['commentDeleted', { table: 'moment_comments', action: 'delete', before: { body: hash(1) } }],
  ['shared', { table: 'moment_shares', action: 'insert', after: { user_id: REX, shared_by: id(2) } }],
  ['unshared', { table: 'moment_shares', action: 'delete', before: { user_id: REX } }],
  ['otherAdded', { table: 'late_marks', action: 'insert', after: { second: 3 } }],
  ['otherChanged', { table: 'late_marks', action: 'update', before: { second: 3 }, after: { second: 4 } }],
  ['otherDeleted', { table: 'constructor', action: 'delete', before: { second: 4 } }],
];

describe('an entry of history', () => {
  it.each(EVERY)('is told as %s', (what, entry) => expect(names(entry)).toEqual([what]));

  it('of every kind is tried here', () => expect(EVERY.map(([what]) => what)).toEqual(CHANGES));

  it('says which part was corrected, from what to what, and why', () => {
    const flow = { ai: 7, replaced: 7, value: 4, reason: hash(1) };
    const before = { overrides: {}, dynamics_score: 20, qci_total_score: 70, status: 'review', version: 1 };
    const after = { overrides: { flow }, dynamics_score: 17, qci_total_score: 67, status: 'review', version: 2 };
    expect(told(analysis(before, after, 'missed_moment'))).toEqual([
      { what: 'overridden', reason: 'missed_moment', facts: [{ of: 'flow', before: points(7), after: points(4) }, { of: 'total', before: points(70), after: points(67) }] },
    ]);
    expect(told(analysis({ ...before, overrides: { flow } }, { ...after, overrides: { flow: { ...flow, replaced: 4, value: 0 } } }))[0]?.facts[0]).toEqual({ of: 'flow', before: points(4), after: points(0) });
    expect(told(analysis({ overrides: { flow }, dynamics_score: 17 }, { overrides: {}, dynamics_score: 20 }, 'revoked'))).toEqual([{ what: 'overrideRevoked', facts: [{ of: 'flow', before: points(4), after: points(7) }] }]);
  });

  it('that was written while corrections were hashes tells the dimension', () => {
    const old = analysis({ overrides: hash(1), dynamics_score: 20, qci_total_score: 70 }, { overrides: hash(2), dynamics_score: 25, qci_total_score: 75 }, 'policy');
    expect(told(old)).toEqual([{ what: 'overridden', reason: 'policy', facts: [{ of: 'dynamics', before: points(20), after: points(25) }, { of: 'total', before: points(70), after: points(75) }] }]);
    expect(told(analysis({ overrides: hash(1) }, { overrides: hash(2) }, 'policy'))).toEqual([{ what: 'overrideExplained', reason: 'policy', facts: [] }]);
  });

  it('says of a text that it changed, of a kind and a band that it does not know their code, and of ids nothing', () => {
    expect(told({ table: 'key_moments', action: 'update', before: { label: hash(1), note: hash(2), kind: 'issue', end_ms: 5000 }, after: { label: hash(3), note: null, kind: 'joke', end_ms: null } })[0]?.facts).toEqual([
      { of: 'kind', before: { is: 'kind', kind: 'issue' }, after: { is: 'code', code: 'joke' } },
      { of: 'end', before: { is: 'place', ms: 5000 }, after: null },
      { of: 'label', before: { is: 'words' }, after: { is: 'words' } },
      { of: 'note', before: { is: 'words' }, after: null },
    ]);
    expect(told({ table: 'late_marks', action: 'update', before: { second: 3, user_id: REX, text: hash(1), version: 1, deep: { a: 1 } }, after: { second: null, user_id: id(2), text: hash(2), version: 2, deep: { a: 2 } } })[0]?.facts).toEqual([
      { of: 'column', column: 'second', before: { is: 'code', code: '3' }, after: null },
    ]);
  });

  it.each(['qci_analyses', 'qci_runs', 'call_reviews', 'key_moments', 'moment_comments', 'moment_shares', 'anything'])('of %s is borne whatever it holds', (table) => {
    const odd = [null, {}, { overrides: 5, scores: [], qci_total_score: 'x', kind: 7, start_ms: null, deleted_at: 0, reviewed_by: 3, at_ms: 'x', user_id: 9, unscorable: [] }];
    for (const before of odd) for (const after of odd) for (const action of ['insert', 'update', 'delete', 'drop_calls', 'else'])
      expect(describeHistory(chain({ table, action, before, after, reason: 'new_reason' }), false).length).toBeLessThanOrEqual(1);
  });
});

describe('a history', () => {
  const run: Given = { table: 'qci_runs', action: 'insert', subjectId: id(7), at: at(0), after: { ...scored, ai_model: 'gpt-4o-mini' } };

  it('stands with the latest first, and leaves out what only follows from the entry beside it', () => {
    const marked: Given = { table: 'key_moments', action: 'insert', at: at(1), after: { kind: 'issue', start_ms: 5 } };
    const review: Given = { table: 'call_reviews', action: 'insert', at: at(20), after: { qci_total_score: 70 } };
    const stands = analysis({ reviewed_by: null, version: 1 }, { reviewed_by: REX, version: 2 });
    expect(names({ ...analysis({ key_moments: null }, { key_moments: hash(1) }), at: at(1) }, marked)).toEqual(['momentMarked']);
    expect(names(review, { ...stands, at: at(20) })).toEqual(['reviewed']);
    expect(describeHistory(chain(marked, review), false).map(({ what }) => what)).toEqual(['reviewed', 'momentMarked']);
    // Of somebody else, or later, it is a deed of its own.
    expect(names(review, { ...stands, at: at(20), actorId: id(2) })).toEqual(['reviewed', 'confirmed']);
    expect(names(review, { ...stands, at: at(40) })).toEqual(['reviewed', 'confirmed']);
  });

  it('knows the moment that each change is about, and where nothing tells it, none', () => {
    const [marked, comment, share] = [id(40), id(41), id(40)];
    const all = chain(
      { table: 'moment_comments', action: 'update', subjectId: id(49), before: { body: hash(1) }, after: { body: null } },
      { table: 'key_moments', action: 'insert', subjectId: marked, after: { kind: 'issue', start_ms: 1, source: 'human' } },
      { table: 'moment_comments', action: 'insert', subjectId: comment, after: { moment_id: marked, body: hash(1) } },
      { table: 'moment_comments', action: 'update', subjectId: comment, before: { body: hash(1) }, after: { body: hash(2) } },
      { table: 'moment_shares', action: 'insert', subjectId: share, after: { user_id: REX } },
      analysis(null, scored),
    );
    expect(describeHistory(all, false).toReversed().map(({ momentId }) => momentId)).toEqual([null, marked, marked, marked, marked, null]);
  });

  it('tells a run that became the score once, by judge and rubric also where they are the same as before', () => {
    const became = { ...analysis({ run_id: id(6), outcome_score: 3 }, { run_id: id(7), outcome_score: 9 }), at: at(0) };
    expect(told(run, became)).toEqual([
      { what: 'scoredAgain', facts: [{ of: 'outcome', before: points(3), after: points(9) }, { of: 'judge', before: null, after: { is: 'code', code: 'deterministic-1' } }, { of: 'rubric', before: null, after: { is: 'code', code: 'default-1' } }] },
    ]);
    const adopted = { ...became, at: at(50), reason: 'adopted' };
    expect(told(run, adopted).map(({ what, facts }) => [what, facts.length])).toEqual([['runRecorded', 8], ['adopted', 3]]);
  });

  it('tells whoever is blind to the judge what was done, and no score, no reason and no moment of the judge', () => {
    const ofJudge = id(40);
    const judged: Given[] = [
      { table: 'key_moments', action: 'insert', subjectId: ofJudge, actorId: null, after: { kind: 'issue', start_ms: 61_000, source: 'ai' } },
      { table: 'key_moments', action: 'update', subjectId: ofJudge, before: { start_ms: 61_000 }, after: { start_ms: 62_000 } },
      { table: 'moment_comments', action: 'insert', subjectId: id(41), after: { moment_id: ofJudge, at_ms: 61_500 } },
      { table: 'moment_comments', action: 'update', subjectId: id(41), before: { at_ms: 61_500 }, after: { at_ms: 61_900 } },
      { table: 'moment_shares', action: 'insert', subjectId: ofJudge, after: { user_id: REX } },
    ];
    const own: Given = { table: 'key_moments', action: 'insert', subjectId: id(42), after: { kind: 'question', start_ms: 7000, source: 'human' } };
    const all = [...EVERY.map(([, entry]) => ({ ...entry, subjectId: entry.subjectId ?? id(200) })), ...judged, own];
    const hidden = describeHistory(chain(...all), true);
    expect(describeHistory(chain(...judged), true)).toEqual([]);
    expect(hidden.some(({ reason }) => reason !== undefined)).toBe(false);
    expect(hidden.map(({ what }) => what)).not.toContain('runUnscorable');
    const facts = hidden.flatMap((change) => change.facts.map(({ of }) => of));
    expect([...new Set(facts)].toSorted()).toEqual(['end', 'judge', 'kind', 'label', 'note', 'person', 'rubric', 'second', 'start'].filter((one) => facts.includes(one as 'end')));
    expect(hidden.at(0)).toMatchObject({ what: 'momentMarked', facts: [{ of: 'kind' }, { of: 'start' }] });
    expect(hidden.map(({ what }) => what)).toEqual(expect.arrayContaining(['overridden', 'reviewed', 'scored', 'otherChanged']));
  });
});
