import type { Analysis } from '../../../core/calls/analysis.ts';
import type { CallDetail } from '../../../core/calls/call-detail.ts';
import type { callRowSchema } from '../../../core/calls/call-row.ts';
import type { Turn } from '../../../core/transcript/turn.ts';
import type { z } from 'zod';

export type RowInput = z.input<typeof callRowSchema>;

/** A UUID that ends in a number, so that tests can name calls. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const AGENTS = ['Solar intake · EN', 'Reactivación · ES', 'Запись на замер · RU'] as const;

const LINES: readonly (readonly [agent: 0 | 1 | 2, summary: string | null, seconds: number, scores: readonly number[] | null, tier: string | null])[] = [
  [0, 'Price objection handled; wife decides the numbers', 267, [24, 15, 17, 15], 'callback'],
  [0, 'Wants the estimate by mail before any appointment', 128, [18, 13, 17, 10], 'information'],
  [1, '«Ya cambié de compañía», pide que no le llamen más', 52, [7, 10, 11, 3], null],
  [2, 'Замер назначен на субботу, 12:00; просит позвонить за час', 218, [26, 17, 17, 26], 'meeting'],
  [0, null, 14, null, null],
  [0, 'Asks twice for a person; the agent repeats the pitch', 107, [5, 3, 10, 4], 'nothing'],
  [0, 'Rents the house, agent closes politely and ends the call', 72, [22, 18, 18, 8], 'information'],
  [1, 'Acepta una visita el jueves por la tarde', 320, [27, 17, 16, 23], 'meeting'],
  [2, 'Связь плохая, клиент просит перезвонить вечером', 58, [14, 15, 11, 12], 'callback'],
  [0, 'Silence, then hang-up during the greeting', 9, null, null],
  [0, 'Compares with a neighbour’s offer; no follow-up question', 161, [11, 9, 18, 9], 'information'],
  [1, 'Pregunta por la garantía de veinticinco años', 185, [25, 16, 17, 17], 'warm_lead'],
  [0, 'Angry about a third call this week; asked to be removed', 41, [4, 5, 8, 1], 'nothing'],
  [2, 'Сначала хочет посмотреть образцы в салоне', 115, [20, 14, 18, 9], 'information'],
  [0, 'Roof too shaded, honest no from the agent', 139, [22, 16, 17, 9], 'information'],
  [0, 'Interrupted the customer five times in ninety seconds', 91, [2, 3, 5, 2], 'nothing'],
];

const BUCKETS = ['completed', 'completed', 'transferred', 'completed', 'voicemail', 'timeout', 'no-answer', 'error'] as const;

/** The n-th plausible row of a list, newest first. */
export const aRow = (n: number, now: Date, change: Partial<RowInput> = {}): RowInput => {
  const [agent, summary, seconds, scores, tier] = LINES[n % LINES.length] ?? LINES[0]!;
  const total = scores === null ? null : scores.reduce((sum, one) => sum + one, 0);
  const at = new Date(now.getTime() - n * n * 37_000 - n * 420_000).toISOString();
  const reviewed = total !== null && n % 5 === 0;
  return {
    id: uuid(n + 1),
    createdAt: at,
    startedAt: at,
    callType: n % 4 === 0 ? 'inbound' : n % 11 === 3 ? 'web' : 'outbound',
    status: 'ended',
    endedReason: n % 4 === 0 ? 'customer-ended-call' : 'assistant-ended-call',
    outcomeBucket: BUCKETS[n % BUCKETS.length] ?? 'other',
    assistantId: uuid(900 + agent),
    assistantName: AGENTS[agent],
    phoneNumberId: uuid(950),
    customerNumber: `+1415555${String(100 + ((n * 37) % 900)).padStart(4, '0')}`,
    summary,
    durationSeconds: seconds,
    cost: seconds * 0.00116,
    recordingState: n % 13 === 6 ? 'expired' : n % 17 === 9 ? 'denied' : summary === null ? 'none' : 'remote',
    hasTranscript: summary !== null,
    promptVersion: 7 - (n % 4),
    qciTotalScore: total,
    dynamicsScore: scores?.[0] ?? null,
    objectionsScore: scores?.[1] ?? null,
    brandScore: scores?.[2] ?? null,
    outcomeScore: scores?.[3] ?? null,
    qciStatus: total === null ? null : total >= 80 ? 'pass' : total >= 60 ? 'review' : 'fail',
    outcomeTier: tier,
    reviewedBy: reviewed ? uuid(800) : null,
    reviewedByName: reviewed ? (n % 2 === 0 ? 'Dana Ortiz' : 'Priya Nair') : null,
    reviewedAt: reviewed ? at : null,
    snippet: null,
    matchTurn: null,
    matchStartMs: null,
    ...change,
  };
};

const TALK: readonly (readonly [at: number, end: number, speaker: 'agent' | 'customer' | 'tool', text: string])[] = [
  [0, 4.1, 'agent', 'Good afternoon, this is Nora from Brightwater. Am I speaking with Mr Hale?'],
  [5, 6.2, 'customer', 'Yes, speaking.'],
  [7, 18.4, 'agent', 'You asked about the solar estimate for your roof last week. I have the figures here, do you have two minutes to go through them with me?'],
  [19.2, 24, 'customer', 'If it is quick. I have had three of these calls this month.'],
  [24.8, 34, 'agent', 'I understand. Then only what matters: your roof takes fourteen panels, and the first bill you would see is lower than the one you pay now.'],
  [36.9, 44, 'customer', 'That is what the others said as well, and then the price came.'],
  [50, 58, 'customer', 'Okay. But honestly, the last company wanted eighteen thousand up front, and I’m not doing that again.'],
  [62, 70, 'agent', 'I hear you, eighteen thousand up front is a lot. With Brightwater you pay nothing until the panels produce.'],
  [72, 74.6, 'customer', 'And who fixes it when it breaks?'],
  [76, 86.2, 'agent', 'Brightwater does, for 25 years, parts and labour. If a panel drops below its rating we swap it.'],
  [93, 96.5, 'customer', 'I’d want my wife to hear that. She does the numbers.'],
  [98, 105, 'agent', 'Of course. I can book a fifteen-minute video call for both of you. Would Tuesday at six work?'],
  [107, 111, 'customer', 'Not Tuesday. And I’m not going to sign things over video.'],
  [113, 120, 'agent', 'Understood, there is nothing to sign. It is a look at your roof and the figures, that’s all.'],
  [127, 131, 'customer', 'Then fine, but not on a Tuesday, I work late.'],
  [132.5, 136, 'agent', 'Great. So shall we say Tuesday at six?'],
  [135, 139, 'customer', 'I said not Tuesday.'],
  [148, 155, 'agent', 'My apologies. Thursday at six, or I text you the numbers and you two look first.'],
  [156, 161, 'tool', 'send_sms'],
  [167, 170, 'customer', 'Text them. Then call me Friday, after lunch.'],
  [172, 178, 'agent', 'Done, the estimate from Brightwater is on its way to this number.'],
  [181, 184, 'customer', 'Good. Friday, not before two.'],
  [186, 192, 'agent', 'Friday after two it is. Thank you for your time, Mr Hale, and greetings to your wife.'],
  [194, 196, 'customer', 'Bye.'],
];

/** What the judge says of the talk: quotes that are there, one nearly so, and one that nobody said. Turns as in TALK. */
const CRITERIA_OF_TALK: Analysis['criteria'] = [
  { key: 'talk_balance', score: 11, reason: 'The agent speaks 52 % of the time.', evidence: [], clampedFrom: null },
  { key: 'flow', score: 8, reason: 'Goes forward, but repeats the day.', evidence: [{ turn: 15, speaker: 'agent', quote: 'So shall we say Tuesday at six?', polarity: '-' }], clampedFrom: null },
  { key: 'engagement', score: 7, reason: 'Takes up the price.', evidence: [{ turn: 7, speaker: 'agent', quote: 'eighteen thousand up front is a lot', polarity: '+' }], clampedFrom: null },
  { key: 'recognition', score: 6, reason: 'Names the objection.', evidence: [{ turn: 6, speaker: 'customer', quote: 'the last company wanted eighteen thousand up front', polarity: '+' }], clampedFrom: null },
  {
    key: 'compliance',
    score: 6,
    reason: 'Drops the signature when the customer objects.',
    evidence: [
      { turn: 14, speaker: 'customer', quote: 'not on a Tuesday, I work late', polarity: '+' },
      { turn: 12, speaker: 'customer', quote: 'I’m not going to sign any things over video', polarity: '+' },
    ],
    clampedFrom: null,
  },
  { key: 'alternatives', score: 5, reason: 'Offers a video call for both.', evidence: [{ turn: 11, speaker: 'agent', quote: 'I can book a fifteen-minute video call for both of you.', polarity: '+' }], clampedFrom: null },
  { key: 'brand', score: 17, reason: 'Warm, brand at the start and at the end.', evidence: [{ turn: 7, speaker: 'agent', quote: 'With Brightwater you pay nothing until the panels produce.', polarity: '+' }], clampedFrom: null },
  { key: 'outcome', score: 15, reason: 'Call again on Friday.', evidence: [{ turn: 20, speaker: 'agent', quote: 'You are booked for Friday at two.', polarity: '+' }], clampedFrom: 24 },
];

/** The turns of one sales call, with a tool call, two pauses and an interruption. */
export const someTurns = (): Turn[] =>
  TALK.map(([at, end, speaker, text], index): Turn =>
    speaker === 'tool'
      ? { kind: 'tool', index, name: 'send_sms', arguments: '{"to":"estimate_link","language":"en"}', result: '{"ok":true}', startMs: at * 1000, endMs: end * 1000 }
      : { kind: 'speech', index, speaker, name: null, text, startMs: at * 1000, endMs: end * 1000 },
  );

/** The whole call behind a row. */
export const aCall = (row: RowInput, change: Partial<CallDetail> = {}): CallDetail => ({
  id: row.id,
  vapiCallId: row.id,
  createdAt: row.createdAt,
  startedAt: row.startedAt,
  endedAt: null,
  callType: row.callType,
  status: row.status,
  endedReason: row.endedReason,
  outcomeBucket: row.outcomeBucket,
  durationSeconds: row.durationSeconds,
  assistantId: row.assistantId,
  assistantName: row.assistantName,
  promptId: null,
  promptVersion: row.promptVersion,
  phoneNumber: null,
  customerNumber: row.customerNumber,
  customerName: null,
  summary: row.summary,
  transcript: null,
  turns: row.hasTranscript ? someTurns() : [],
  recordingState: row.recordingState,
  cost: row.cost,
  successEvaluation: null,
  recordingUrl: null,
  stereoRecordingUrl: null,
  runs: [],
  review: null,
  bands: { pass: 80, review: 60 },
  analysis:
    row.qciTotalScore === null
      ? null
      : {
          id: uuid(700),
          version: 1,
          overrides: {},
          judge: 'model',
          runId: null,
          runKey: null,
          qciTotalScore: row.qciTotalScore,
          dynamicsScore: row.dynamicsScore,
          objectionsScore: row.objectionsScore,
          brandScore: row.brandScore,
          outcomeScore: row.outcomeScore,
          status: row.qciStatus,
          outcomeTier: row.outcomeTier,
          criteria: CRITERIA_OF_TALK,
          brandMentions: 2,
          agentTalkRatio: 0.52,
          coachingTips: ['When a day is refused, offer two other days (02:15).', 'Ask who else decides before the figures, not after (01:33).'],
          keyMoments: ['00:50 Objection: price up front', '01:47 Decision maker is not on the call', '02:23 Repeats Tuesday after a clear no'],
          aiModel: 'gpt-4o-mini',
          analyzedAt: row.createdAt,
          rubricVersion: 'v3',
          reviewedBy: row.reviewedBy,
          reviewedByName: row.reviewedByName,
          reviewedAt: row.reviewedAt,
        },
  moments: [],
  stamp: null,
  participants: [],
  ...change,
});
