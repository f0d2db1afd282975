import type { Database } from './harness.ts';
import { literal } from './harness.ts';
import { orgs, people, rows } from './world.ts';

const id = (kind: string, n: number) => `${kind}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The agents of the small world: two assistants of one name, two prompt versions of the first, one more number. */
export const agents = {
  first: id('a', 1), second: id('a', 2), prompt1: id('c', 1), prompt2: id('c', 2), phone: id('b', 1),
} as const;

interface Call {
  at: string;
  assistant?: string | null;
  name?: string;
  phone?: string;
  prompt?: string;
  cost?: number;
  bucket?: string;
  seconds?: number;
  words?: string;
  /** Dynamics, objections, brand, outcome; null for an analysis that found nothing to score, absent for none at all. */
  scores?: [number, number, number, number] | null;
  rubric?: string;
  reviewed?: { by: string; at: string };
}

/**
 * Two ISO weeks of New York, 1 to 14 June 2026, when the clock there is four hours behind UTC: seven calls inside, and one a
 * second before and one at the very end outside.
 */
const calls: Call[] = [
  { at: '2026-06-01T03:59:59Z', assistant: agents.first, cost: 9, scores: [30, 20, 20, 30], rubric: '2' },
  { at: '2026-06-01T04:00:00Z', assistant: agents.first, phone: agents.phone, prompt: agents.prompt1, cost: 0.1, bucket: 'completed', seconds: 60, scores: [24, 15, 10, 27], rubric: '2', words: 'a refund' },
  { at: '2026-06-01T18:00:00Z', assistant: agents.first, phone: agents.phone, prompt: agents.prompt1, cost: 0.2, bucket: 'voicemail', seconds: 10 },
  { at: '2026-06-03T12:00:00Z', assistant: agents.first, prompt: agents.prompt2, bucket: 'completed', seconds: 31, scores: [30, 20, 20, 30], rubric: '3', reviewed: { by: people.rex.id, at: '2026-06-05T02:00:00Z' } },
  { at: '2026-06-08T03:30:00Z', assistant: agents.second, cost: 0.6, bucket: 'completed', seconds: 30, scores: [5, 5, 5, 5], rubric: '3' },
  { at: '2026-06-09T12:00:00Z', assistant: agents.second, cost: 1, bucket: 'no-answer', scores: null, rubric: '3', reviewed: { by: people.rex.id, at: '2026-06-09T15:00:00Z' } },
  { at: '2026-06-10T12:00:00Z', assistant: null, name: 'Guest', phone: agents.phone, cost: 0.05, seconds: 600, scores: [10, 10, 10, 12], rubric: '3', reviewed: { by: people.cora.id, at: '2026-06-10T13:00:00Z' }, words: 'a refund' },
  { at: '2026-06-15T03:59:59Z', assistant: agents.second, cost: 0.25, bucket: 'completed', seconds: 45, scores: [10, 10, 10, 16] },
  { at: '2026-06-15T04:00:00Z', assistant: agents.second, cost: 9, scores: [30, 20, 20, 30], rubric: '3' },
];

const bandOf = (total: number) => (total >= 80 ? 'pass' : total >= 60 ? 'review' : 'fail');

function callSql(call: Call, n: number): string {
  const key = id('d', n);
  const ended = call.seconds === undefined ? null : new Date(Date.parse(call.at) + call.seconds * 1000).toISOString();
  const values = [key, key, orgs.a, call.assistant, call.name, call.phone, call.prompt, 'outbound', 'ended', call.bucket, call.at, call.at, ended, call.cost, call.words];
  const insert = `insert into public.calls (id, vapi_call_id, organization_id, assistant_id, assistant_name, phone_number_id, prompt_id,
    call_type, status, outcome_bucket, created_at, started_at, ended_at, cost, transcript) values (${values.map(literal).join(', ')});`;
  if (call.scores === undefined) return insert;
  const total = call.scores?.reduce((sum, part) => sum + part, 0) ?? null;
  const analysis = [key, total, ...(call.scores ?? [null, null, null, null]), total === null ? null : bandOf(total), call.rubric, call.prompt, call.reviewed?.by, call.reviewed?.at];
  return `${insert}
    insert into public.qci_analyses (call_id, qci_total_score, dynamics_score, objections_score, brand_score, outcome_score, status,
      rubric_version, prompt_id, reviewed_by, reviewed_at) values (${analysis.map(literal).join(', ')});`;
}

/** Puts the small world into organization A, and into B a call of the same days that must show nowhere. */
export async function storeSmallWorld(db: Database): Promise<void> {
  await db.exec(`begin;
    delete from public.calls where organization_id = '${orgs.a}';
    update public.organizations set settings = '{"timezone": "America/New_York"}' where id = '${orgs.a}';
    insert into public.assistants (id, vapi_assistant_id, organization_id, name) values
      ('${agents.first}', '${agents.first}', '${orgs.a}', 'Solar'), ('${agents.second}', '${agents.second}', '${orgs.a}', 'Solar');
    insert into public.prompts (id, assistant_id, version, content) values
      ('${agents.prompt1}', '${agents.first}', 7, 'Seven'), ('${agents.prompt2}', '${agents.first}', 8, 'Eight');
    insert into public.phone_numbers (id, vapi_phone_id, organization_id, phone_number)
      values ('${agents.phone}', '${agents.phone}', '${orgs.a}', '+15550009');
    ${calls.map(callSql).join('\n')}
    insert into public.calls (vapi_call_id, organization_id, assistant_id, call_type, status, created_at, cost)
      values (gen_random_uuid(), '${orgs.b}', '${rows.b.assistant}', 'inbound', 'ended', '2026-06-02T12:00:00Z', 5);
    commit;`);
}
