import { CRITERIA, type CriterionKey } from '../criteria.ts';
import type { CriterionOpinion } from '../judge/judgment.ts';
import { say } from './phrases.ts';
import type { Reading } from './reading.ts';

const MOST = 3;

/** Two or three tips from where most points were lost, weakest first. */
export function coachingTips(reading: Reading, criteria: Readonly<Record<CriterionKey, CriterionOpinion>>): string[] {
  const lost = (Object.keys(criteria) as CriterionKey[])
    .map((key) => ({ key, share: 1 - criteria[key].score / CRITERIA[key].max }))
    .toSorted((a, b) => b.share - a.share);
  return lost.slice(0, MOST).map(({ key }) => tip(key, reading));
}

function tip(key: CriterionKey, { metrics }: Reading): string {
  const percent = Math.round((metrics.talkShare?.agentRatio ?? 0) * 100);
  switch (key) {
    case 'talk_balance':
      return percent > 45 ? say('tip_talks_much', { n: percent }) : say('tip_talks_little', { n: percent });
    case 'flow':
      return metrics.repetitions.length > 0 ? say('tip_repeats') : say('tip_waits');
    case 'engagement':
      return say('tip_asks', { n: metrics.questions.agent });
    case 'recognition':
      return say('tip_recognition');
    case 'compliance':
      return say('tip_compliance');
    case 'alternatives':
      return say('tip_alternatives');
    case 'brand':
      return metrics.brandMentions.length === 0 ? say('tip_brand') : say('tip_tone');
    case 'outcome':
      return say('tip_outcome');
  }
}
