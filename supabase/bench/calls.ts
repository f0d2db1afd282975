import { seededRandom } from '../../core/qci/seeded-random.ts';
import { COMMON, FIRST_DAY, LAST_DAY, organizationOf, RARE, sentences } from './world.ts';

/** Rows of one table for COPY: the table with its columns, and lines of tab-separated text. */
export interface CopyBlock {
  readonly into: string;
  readonly lines: string[];
}

export const CHUNK = 10_000;

const start = Date.parse(`${FIRST_DAY}T00:00:00Z`);
const span = Date.parse(`${LAST_DAY}T00:00:00Z`) - start;
const pool = sentences(1);

const into = {
  keys: 'public.call_keys (id, vapi_call_id, organization_id, created_at)',
  calls: 'public.calls (id, vapi_call_id, organization_id, created_at, started_at, ended_at, assistant_id, prompt_id, phone_number_id, call_type, status, '
    + 'ended_reason, outcome_bucket, cost, transcript, turns, summary, recording_state, customer_number, source_updated_at)',
  analyses: 'public.qci_analyses (id, call_id, organization_id, assistant_id, prompt_id, qci_total_score, dynamics_score, objections_score, brand_score, '
    + 'outcome_score, status, rubric_version, judge, evidence, analyzed_at, reviewed_by, reviewed_at)',
  participants: 'public.call_participants (id, call_id, organization_id, participant_type, join_time)',
};

const REASONS = [
  ['customer-ended-call', 'completed'], ['assistant-ended-call', 'completed'], ['customer-did-not-answer', 'no-answer'], ['voicemail', 'voicemail'],
  ['silence-timed-out', 'timeout'],
] as const;

const line = (values: readonly (string | number | null | undefined)[]) => values.map((value) => (value === null || value === undefined ? '\\N' : String(value))).join('\t');
const hex = (value: number, digits: number) => Math.floor(value * 16 ** digits).toString(16).padStart(digits, '0');

/** About 1 KB of talk: what is said in turns that alternate between the two sides. */
function talk(random: () => number): string[] {
  const turns = 13 + Math.floor(random() * 6);
  const [isCommon, isRare] = [random() < 0.6, random() < 0.0002];
  const aside = (n: number) => (n === 4 && isCommon ? ` ${COMMON}` : n === 7 && isRare ? ` ${RARE}` : '');
  return Array.from({ length: turns }, (_, n) => `${pool[Math.floor(random() * pool.length)]}${aside(n)}`);
}

/** The two forms that a call keeps of it: as one text, and turn by turn with times that share the call's length evenly. */
const transcriptOf = (said: readonly string[]): string => said.map((text, n) => `${n % 2 ? 'User' : 'AI'}: ${text}`).join('\\n');

function turnsOf(said: readonly string[], seconds: number): string {
  const moment = (n: number) => Math.round((n / said.length) * seconds * 1000);
  const turns = said.map((text, index) =>
    ({ kind: 'speech', index, speaker: index % 2 ? 'customer' : 'agent', name: null, text, startMs: moment(index), endMs: moment(index + 1) }));
  return JSON.stringify({ version: 1, turns });
}

/** Four dimensions of a call that is seldom good, as calls are. */
function judgment(random: () => number): { scores: number[]; band: string } {
  const scores = [30, 20, 20, 30].map((most) => Math.floor(random() ** 1.5 * (most + 1)));
  const total = scores.reduce((sum, part) => sum + part, 0);
  return { scores: [total, ...scores], band: total >= 80 ? 'pass' : total >= 60 ? 'review' : 'fail' };
}

/** The calls from `first` on, at most a chunk of them, with all that hangs off them; the same whatever else is made. */
export function callsFrom(first: number, total: number): CopyBlock[] {
  const random = seededRandom(20_261_122 + first);
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
  const blocks = { keys: [] as string[], calls: [] as string[], analyses: [] as string[], participants: [] as string[] };
  for (let n = first; n < Math.min(first + CHUNK, total); n += 1) {
    // Calls arrive in the order of their time, as they do in life; ids are as scattered as real ones.
    const at = start + Math.floor(((n + random()) / total) * span);
    const moment = new Date(at).toISOString();
    const later = (seconds: number) => new Date(at + seconds * 1000).toISOString();
    const id = (kind: number) => `${hex(random(), 8)}-${hex(random(), 4)}-4${hex(random(), 3)}-8${hex(random(), 3)}-${kind}${n.toString(16).padStart(11, '0')}`;
    const [call, vapi] = [id(1), id(2)];
    const org = organizationOf(random());
    const agent = Math.floor(random() * org.assistants.length);
    const prompt = org.prompts[agent]?.[n * 2 < total ? 0 : 1];
    const [reason, bucket] = pick(REASONS);
    const seconds = 3 + Math.floor(random() ** 3 * 400);
    const said = talk(random);
    blocks.keys.push(line([call, vapi, org.id, moment]));
    blocks.calls.push(line([
      call, vapi, org.id, moment, later(2), later(2 + seconds), org.assistants[agent], prompt, pick(org.numbers), pick(['inbound', 'outbound', 'web']), 'ended',
      reason, bucket, (seconds * 0.0011).toFixed(4), transcriptOf(said), turnsOf(said, seconds), `${pick(pool)} ${pick(pool)}`, pick(['remote', 'remote', 'expired', 'none']), '+15550100',
      later(seconds + 9),
    ]));
    if (random() < 0.5) blocks.participants.push(line([id(4), call, org.id, 'customer', later(2)]));
    if (random() >= 0.4) continue;
    const { scores, band } = random() < 0.9 ? judgment(random) : { scores: [null, null, null, null, null], band: null };
    const reviewed = band !== null && random() < 0.3;
    blocks.analyses.push(line([
      id(3), call, org.id, org.assistants[agent], prompt, ...scores, band, n * 3 < total * 2 ? '2' : '3', 'judge-1', '{"agent_talk_ratio": 0.5}', later(600),
      reviewed ? pick(org.reviewers) : null, reviewed ? later(86_400 * Math.ceil(random() * 5)) : null,
    ]));
  }
  return (Object.keys(blocks) as (keyof typeof blocks)[]).map((table) => ({ into: into[table], lines: blocks[table] }));
}
