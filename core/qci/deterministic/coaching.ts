import { CRITERIA, type CriterionKey } from '../criteria.ts';
import type { CriterionOpinion } from '../judge/judgment.ts';
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
      return percent > 45 ? `The agent has ${percent} % of the talk: ask, and let the customer answer.` : `The agent has only ${percent} % of the talk: lead with short questions.`;
    case 'flow':
      return metrics.repetitions.length > 0 ? 'Do not say the same sentence twice: after an answer, go on from it.' : 'Announce every wait, and let the customer finish.';
    case 'engagement':
      return `Only ${metrics.questions.agent} questions: ask what matters to the customer, and take up the answer.`;
    case 'recognition':
      return 'Name the objection in the customer’s own words before you answer it.';
    case 'compliance':
      return 'After a plain no, thank the customer and end the call.';
    case 'alternatives':
      return 'When the customer hesitates, offer two other ways, each with its next step.';
    case 'brand':
      return metrics.brandMentions.length === 0 ? 'Name the company in the first sentence.' : 'Keep the tone warm to the end, and leave out urging words.';
    case 'outcome':
      return 'Close with a next step that has a day and an hour.';
  }
}
