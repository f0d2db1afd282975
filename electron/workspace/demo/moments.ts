import type { DemoAnalysis } from './call-analysis.ts';
import type { UserKey } from './people.ts';
import type { CallScript, TimedTurn } from './script-of-call.ts';
import { uuidV4, type SeededRandom } from './seeded-random.ts';
import type { MomentKind } from '../../../core/moments/moment.ts';

export interface DemoComment {
  id: string;
  author: UserKey;
  body: string;
  /** The second it speaks of, in ms from the start of the call. */
  atMs: number | null;
  createdAt: string;
}

/** A row of `key_moments` with what hangs off it. */
export interface DemoMoment {
  id: string;
  startMs: number;
  endMs: number | null;
  label: string;
  kind: MomentKind;
  note: string | null;
  source: 'human' | 'ai';
  /** Null where the judge marked it. */
  author: UserKey | null;
  createdAt: string;
  comments: readonly DemoComment[];
  /** To whose attention its author brought it. */
  sharedWith: readonly UserKey[];
}

/** What the words of a judge's moment tell of its kind, in the three languages of the demo; the first that fits counts. */
const KINDS: readonly [RegExp, MomentKind][] = [
  [/objection|rebuttal|duda|miedo|desconfianza|возражение|опасение/i, 'objection'],
  [/agreed|booked|confirmed|handover|aceptada|acordada|reservada|aplazada|explicada|назначен|отправлен|пояснением/i, 'outcome'],
  [/again|repeats|"great"|"awesome"|missed|lost|dead air|without a summary|primer no|не представилась|спорит|оскорбление|плохая/i, 'issue'],
  [/asks|asked|pregunta|pide|спрашивает|просит|\?/i, 'question'],
];

/** What people of the demo say about a turn, and what the coach answers. */
const REMARKS: readonly { label: string; kind: MomentKind; note: string | null; comment: string; reply: string }[] = [
  { label: 'Listen to the pause here', kind: 'highlight', note: 'Two seconds of silence and the customer goes on by himself.', comment: 'Good for the Thursday session.', reply: 'Taken. I will play it from the question before.' },
  { label: 'Answers a question nobody asked', kind: 'issue', note: null, comment: 'The prompt has the pitch before the question, could that be why?', reply: 'Yes, version history says so. I will ask for a change.' },
  { label: 'Price, for the first time', kind: 'objection', note: 'Compare with the answer two turns later.', comment: 'Is this still compliance or already pressure?', reply: 'Compliance, as long as it is said once.' },
  { label: 'Would you have scored this higher?', kind: 'question', note: null, comment: 'The judge missed that he laughs.', reply: 'A text has no laugh. Leave it as it is and say so in the note.' },
];

/**
 * The moments of an analysed call: the judge's texts at the turns its evidence lies on, and, where `isDiscussed`, one that a
 * reviewer marked, commented and shared with the coach. None is older than the analysis or younger than `nowMs`.
 */
export function momentsOf(script: CallScript, analysis: DemoAnalysis, isDiscussed: boolean, nowMs: number, random: SeededRandom): DemoMoment[] {
  const judged = judgedMoments(script, analysis, random);
  return isDiscussed ? [...judged, humanMoment(script, analysis, nowMs, random)] : judged;
}

type Speech = Extract<TimedTurn, { kind: 'speech' }>;
const isSpeech = (turn: TimedTurn): turn is Speech => turn.kind === 'speech';

function judgedMoments(script: CallScript, analysis: DemoAnalysis, random: SeededRandom): DemoMoment[] {
  const texts = analysis.key_moments;
  const quoted = new Set(Object.values(analysis.evidence.criteria).flatMap(({ evidence }) => evidence.map(({ turn }) => turn)));
  const evident = script.turns.filter((turn, index) => quoted.has(index) && isSpeech(turn));
  const turns = evident.length >= texts.length ? evident : script.turns.filter(isSpeech);
  return texts.flatMap((label, index): DemoMoment[] => {
    const turn = turns[Math.floor(((index + 0.5) / texts.length) * turns.length)];
    if (!turn) return [];
    return [{
      id: uuidV4(random), startMs: turn.startMs, endMs: turn.endMs, label, kind: KINDS.find(([words]) => words.test(label))?.[1] ?? 'highlight', note: null,
      source: 'ai', author: null, createdAt: analysis.analyzed_at, comments: [], sharedWith: [],
    }];
  });
}

function humanMoment(script: CallScript, analysis: DemoAnalysis, nowMs: number, random: SeededRandom): DemoMoment {
  const turn = random.pick(script.turns.filter(isSpeech));
  const remark = random.pick(REMARKS);
  const analysedMs = Date.parse(analysis.analyzed_at);
  // Three times one after the other, all between the analysis and now.
  const steps = [random.next(), random.next(), random.next()].toSorted((one, other) => one - other);
  const [marked, commented, answered] = steps.map((share) => new Date(analysedMs + share * Math.min(nowMs - analysedMs, 2 * 86_400_000)).toISOString());
  const isPoint = random.chance(0.5);
  return {
    id: uuidV4(random), startMs: turn.startMs, endMs: isPoint ? null : turn.endMs, label: remark.label, kind: remark.kind, note: remark.note,
    source: 'human', author: 'dana', createdAt: marked ?? analysis.analyzed_at,
    comments: [
      { id: uuidV4(random), author: 'dana', body: remark.comment, atMs: Math.floor((turn.startMs + turn.endMs) / 2), createdAt: commented ?? analysis.analyzed_at },
      { id: uuidV4(random), author: 'priya', body: remark.reply, atMs: null, createdAt: answered ?? analysis.analyzed_at },
    ],
    sharedWith: ['priya'],
  };
}
