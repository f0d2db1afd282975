import { seededRandom } from '../../core/qci/seeded-random.ts';
import { literal } from './harness.ts';
import { orgs, people } from './world.ts';

/** A call as the oracle knows it; the same values go into the database. */
export interface ModelCall {
  id: string;
  createdAt: string;
  assistantId: string | null;
  phoneId: string | null;
  callType: string;
  status: string;
  bucket: string | null;
  duration: number | null;
  cost: number | null;
  transcript: string | null;
  recordingState: string;
  score: number | null;
  band: string | null;
  hasAnalysis: boolean;
  reviewedAt: string | null;
}

export const assistantIds = [1, 2, 3].map((n) => `a0000000-0000-4000-8000-00000000000${n}`);
export const phoneIds = [1, 2].map((n) => `b0000000-0000-4000-8000-00000000000${n}`);

const words = ['refund', 'booking', 'Café', 'ПРИВЕТ', 'señor', 'agenda', 'naïve', 'ёлка', 'price', 'callback'];

/** `count` calls over two years, with ties in every sorted column, gaps, and days without a call. */
export function randomCalls(count: number, seed: number): ModelCall[] {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const id = () => Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('').replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
  return Array.from({ length: count }, (_, n) => {
    // Three days out of four in the last months, and every fifth call shares its minute with others.
    const day = Math.floor(random() ** 2 * 700);
    const minute = n % 5 === 0 ? 600 : Math.floor(random() * 1440);
    const hasAnalysis = random() < 0.5;
    const score = hasAnalysis && random() < 0.85 ? Math.floor(random() * 21) * 5 : null;
    const raw = `${id()}0000`.slice(0, 36);
    return {
      id: raw,
      createdAt: new Date(Date.UTC(2026, 9, 30) - day * 86_400_000 + minute * 60_000).toISOString(),
      assistantId: pick([...assistantIds, null]),
      phoneId: pick([...phoneIds, null]),
      callType: pick(['inbound', 'outbound', 'web']),
      status: pick(['ended', 'ended', 'ended', 'in-progress']),
      bucket: pick(['completed', 'voicemail', 'no-answer', 'error', null]),
      duration: pick([null, 3, 10, 10, 46, 46, 46, 300]),
      cost: pick([null, 0, 0.01, 0.01, 0.123456, 1.5]),
      transcript: pick([null, '', ...words.map((word) => `AI: Hello. User: ${word}, ${pick(words)}-${pick(words)} please`)]),
      recordingState: pick(['none', 'remote', 'remote', 'expired', 'denied']),
      score,
      band: score === null ? null : score >= 80 ? 'pass' : score >= 60 ? 'review' : 'fail',
      hasAnalysis,
      reviewedAt: hasAnalysis && random() < 0.3 ? '2026-11-01T10:00:00.000Z' : null,
    };
  });
}

/** Splits a total into the four dimensions, so that the sum holds. */
function parts(total: number): number[] {
  const dynamics = Math.min(30, total);
  const objections = Math.min(20, total - dynamics);
  const brand = Math.min(20, total - dynamics - objections);
  return [dynamics, objections, brand, total - dynamics - objections - brand];
}

/** The statements that store these calls in organization A, with the assistants and numbers they name. */
export function storeCalls(calls: ModelCall[]): string {
  const call = (c: ModelCall) => `(${[
    c.id, c.id, orgs.a, c.assistantId, c.phoneId, c.callType, c.status, c.bucket, c.createdAt,
    c.duration === null ? null : '2026-01-01T00:00:00Z', c.duration === null ? null : new Date(Date.UTC(2026, 0, 1) + c.duration * 1000).toISOString(),
    c.cost, c.transcript, c.recordingState,
  ].map(literal).join(', ')})`;
  const analysis = (c: ModelCall) => `(${[
    c.id, c.score, ...(c.score === null ? [null, null, null, null] : parts(c.score)), c.band, c.reviewedAt, c.reviewedAt && people.rex.id,
  ].map(literal).join(', ')})`;
  return `begin;
    insert into public.assistants (id, vapi_assistant_id, organization_id, name) values
      ${assistantIds.map((a, n) => `('${a}', '${a}', '${orgs.a}', 'Assistant ${n}')`).join(', ')};
    insert into public.phone_numbers (id, vapi_phone_id, organization_id, phone_number) values
      ${phoneIds.map((p, n) => `('${p}', '${p}', '${orgs.a}', '+1555000${n}')`).join(', ')};
    insert into public.calls (id, vapi_call_id, organization_id, assistant_id, phone_number_id, call_type, status, outcome_bucket,
      created_at, started_at, ended_at, cost, transcript, recording_state) values ${calls.map(call).join(',\n')};
    insert into public.qci_analyses (call_id, qci_total_score, dynamics_score, objections_score, brand_score, outcome_score,
      status, reviewed_at, reviewed_by) values ${calls.filter((c) => c.hasAnalysis).map(analysis).join(',\n')};
    commit;`;
}
