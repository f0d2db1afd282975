import type { Database, Row } from './harness.ts';
import { type Answer, send, type Tell } from './operations.ts';
import type { Actor } from './story.ts';
import { orgs, rows } from './world.ts';

/** Criteria with their maxima, as the database has them. */
export const MOST = { talk_balance: 12, flow: 10, engagement: 8, recognition: 7, compliance: 7, alternatives: 6, brand: 20, outcome: 30 } as const;
export type Criterion = keyof typeof MOST;
export const criterionKeys = Object.keys(MOST) as Criterion[];

/** The n-th piece of work. */
export const runKey = (n: number): string => `0000000a-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Points that come to 20 + 15 + 15 + 20 = 70. */
export const points: Record<Criterion, number> = { talk_balance: 9, flow: 6, engagement: 5, recognition: 6, compliance: 5, alternatives: 4, brand: 15, outcome: 20 };

const piece = { turn: 3, speaker: 'agent', quote: 'Shall we say Tuesday?', polarity: '+', state: 'verified' };

/** What a judge says of each criterion, with these points. */
export const criteriaOf = (scores: Partial<Record<Criterion, unknown>> = {}): Row =>
  Object.fromEntries(criterionKeys.map((key) => [key, { score: scores[key] ?? points[key], max: MOST[key], reason: `Because of ${key}.`, evidence: [piece], clamped: null }]));

/** A scored run of A's call as a client sends it. */
export const judged = (n: number, scores: Partial<Record<Criterion, unknown>> = {}, extra: Row = {}): Row => ({
  call_id: rows.a.call, run_key: runKey(n), judge: `judge-${n}`, ai_model: 'gpt-4o-mini', model_parameters: { temperature: 0 }, rubric_version: 'default-1',
  prompt_id: rows.a.prompt, transcript_hash: 'ab12', criteria: criteriaOf(scores), tier: 'warm_lead', agent_talk_ratio: 0.42, agent_talk_ratio_basis: 'time',
  brand_mentions: 2, doubts: [], coaching_tips: [`Tip ${n}`], key_moments: [`Moment ${n}`], tokens_used: 1200, analysis_cost: 0.0042, raw_analysis: { id: n }, ...extra,
});

/** The same of a call that could not be judged. */
export const unjudged = (n: number, unscorable: unknown = 'voicemail', extra: Row = {}): Row =>
  ({ call_id: rows.a.call, run_key: runKey(n), judge: `judge-${n}`, rubric_version: 'default-1', unscorable, ...extra });

/** Records a run; it must go through. */
export async function record(as: Tell, who: Actor, patch: Row): Promise<Answer & { id: string; effective: boolean; version: number }> {
  const answer = await send(as, who, 'record_run', 0, patch);
  if (answer.result !== 'applied') throw new Error(`The run was not recorded: ${JSON.stringify(answer)}`);
  return answer as Answer & { id: string; effective: boolean; version: number };
}

/** A's analysis as it stands. */
export const analysisOf = async (db: Database, call: string = rows.a.call): Promise<Row | undefined> =>
  (await db.query(`select to_jsonb(q) as row from public.qci_analyses q where call_id = '${call}'`))[0]?.['row'] as Row | undefined;

/** The analysis' score in the order total, dynamics, objections, brand, outcome, and its band. */
export async function scoreOf(db: Database, call: string = rows.a.call): Promise<unknown[]> {
  const row = await analysisOf(db, call);
  return [row?.['qci_total_score'], row?.['dynamics_score'], row?.['objections_score'], row?.['brand_score'], row?.['outcome_score'], row?.['status']];
}

/** Every row that the writes about scores own, as one list to compare. */
export const scoredRows = (db: Database): Promise<Row[]> => db.query(`select to_jsonb(r) as row from public.qci_runs r
  union all select to_jsonb(q) from public.qci_analyses q union all select to_jsonb(v) from public.call_reviews v
  union all select to_jsonb(c) from public.rubrics c union all select to_jsonb(o) from public.organizations o order by 1`);

/** A call of A's that nobody has judged, or of B's. */
export const addCall = (db: Database, id: string, org: string = orgs.a): Promise<void> =>
  db.exec(`insert into public.calls (id, vapi_call_id, organization_id, call_type, status, created_at) values ('${id}', '${id}', '${org}', 'inbound', 'ended', '2026-03-16')`);

/** Gives A's call an analysis without a human decision, with the points told as evidence. */
export const withEvidence = (db: Database, criteria: Row = criteriaOf()): Promise<void> =>
  db.exec(`update public.qci_analyses set evidence = '${JSON.stringify({ criteria }).replaceAll("'", "''")}' where call_id = '${rows.a.call}'`);

const tiers = { meeting: [25, 30], warm_lead: [16, 24], callback: [11, 15], information: [6, 10], nothing: [0, 5] };

/** A rubric as the app has it. */
export const rubricOf = (extra: Row = {}): Row => ({
  version: 'default-1', bands: { pass: 80, review: 60 }, minCustomerWords: 5, brandTerms: ['Acme'], forbiddenPhrases: [],
  withoutObjection: { recognition: 7, compliance: 7, alternatives: 3 }, outcomeTiers: tiers,
  criteria: Object.fromEntries(criterionKeys.map((key) => [key, `What earns points in ${key}.`])), ...extra,
});
