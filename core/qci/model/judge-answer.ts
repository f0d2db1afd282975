import type { Turn } from '../../transcript/turn.ts';
import { opinionOf } from '../deterministic/judge-call.ts';
import { readCall } from '../deterministic/reading.ts';
import { checkOpinion } from '../judge/check-opinion.ts';
import { hasInstructions } from '../judge/instructions.ts';
import type { Doubt, Judgment } from '../judge/judgment.ts';
import type { Rubric } from '../rubric.ts';
import { readAnswer, type AnswerFault } from './answer-schema.ts';

/** The name under which a model's scores are kept, beside the model's own: the number rises with the prompt and the checks. */
export const MODEL_JUDGE = 'model-2';

/** A model may see more than the markers do; a pass that lies further than this above what they see is one for people to look at. */
export const FAR_APART = 30;

/** Scores a call from a model's answer: read as untrusted text, checked like any opinion, and held beside the deterministic judge. */
export function judgeAnswer(turns: readonly Turn[], rubric: Rubric, answer: string): { ok: true; judgment: Judgment } | { ok: false; fault: AnswerFault } {
  const reading = readCall(turns, rubric);
  const { metrics } = reading;
  const read = readAnswer(answer, metrics.brandMentions.length > 0);
  if (!read.ok) return read;
  const seen = checkOpinion(opinionOf(reading), { turns, metrics, rubric, doubts: [] });
  const doubts: Doubt[] = hasInstructions(turns) ? ['instructions'] : [];
  const judgment = checkOpinion(read.opinion, { turns, metrics, rubric, doubts });
  const isFar = judgment.total >= rubric.bands.pass && judgment.total - seen.total > FAR_APART;
  return { ok: true, judgment: isFar ? { ...judgment, band: judgment.band === 'pass' ? 'review' : judgment.band, doubts: [...judgment.doubts, 'judges_differ'] } : judgment };
}
