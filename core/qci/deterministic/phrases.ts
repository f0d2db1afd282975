/**
 * Everything the deterministic judge says, `{n}` and `{m}` standing for whole numbers. Scores keep it in English, whoever made them; a
 * screen reads the phrases back and says them in its own language.
 */
export const PHRASES = {
  talk_share_time: 'The agent has {n} % of the talk, by time.',
  talk_share_words: 'The agent has {n} % of the talk, by words.',
  flow_repeats: 'Says the same again ({n}).',
  flow_waits: 'Waits without a word ({n}).',
  flow_ignores: 'Goes on after a plain no ({n}).',
  flow_cuts_in: 'Cuts in ({n}).',
  flow_good: 'Goes forward without repeats, waits or interruptions.',
  engagement: 'Asks {n} questions and takes up {m} things that the customer says.',
  objections_none: 'Nobody objected.',
  objections_heard: 'Hears {n} of {m} objections.',
  objections_pressed: 'Presses on after {n} of {m} objections.',
  objections_respected: 'Respects what the customer says.',
  alternatives_some: 'Offers another way in {n} turns.',
  alternatives_none: 'Offers no other way.',
  brand_named: 'The agent names the brand ({n}).',
  brand_unnamed: 'The agent never names the brand.',
  tone_slips: 'The tone slips ({n}).',
  tone_polite: 'The tone is polite.',
  outcome_meeting_exact: 'An appointment with day and hour is agreed.',
  outcome_meeting: 'An appointment is agreed.',
  outcome_callback_timed: 'Another call with a time is agreed.',
  outcome_callback: 'Another call is agreed, without a time.',
  outcome_warm_lead: 'The customer wants it, and a next step is named.',
  outcome_information: 'A question is answered or passed on.',
  outcome_nothing: 'Nothing is agreed.',
  tip_talks_much: 'The agent has {n} % of the talk: ask, and let the customer answer.',
  tip_talks_little: 'The agent has only {n} % of the talk: lead with short questions.',
  tip_repeats: 'Do not say the same sentence twice: after an answer, go on from it.',
  tip_waits: 'Announce every wait, and let the customer finish.',
  tip_asks: 'Only {n} questions: ask what matters to the customer, and take up the answer.',
  tip_recognition: 'Name the objection in the customer’s own words before you answer it.',
  tip_compliance: 'After a plain no, thank the customer and end the call.',
  tip_alternatives: 'When the customer hesitates, offer two other ways, each with its next step.',
  tip_brand: 'Name the company in the first sentence.',
  tip_tone: 'Keep the tone warm to the end, and leave out urging words.',
  tip_outcome: 'Close with a next step that has a day and an hour.',
  moment_refusal: 'The customer says no',
  moment_anger: 'The customer loses patience',
  moment_objection: 'The customer objects',
  moment_meeting: 'Appointment agreed',
  moment_warm_lead: 'The customer is interested',
  moment_callback: 'Another call agreed',
  moment_information: 'Answered or passed on',
} as const;

export type PhraseId = keyof typeof PHRASES;

/** The numbers that stand in a phrase; those that it has no place for are nowhere. */
export interface PhraseNumbers {
  readonly n?: number;
  readonly m?: number;
}

export interface Phrase extends PhraseNumbers {
  readonly id: PhraseId;
}

/** A phrase with its numbers, in English. */
export const say = (id: PhraseId, { n, m }: PhraseNumbers = {}): string => PHRASES[id].replace('{n}', String(n)).replace('{m}', String(m));

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/** Longer ones first, so that none is taken for the beginning of another. */
const PATTERNS = (Object.entries(PHRASES) as [PhraseId, string][])
  .toSorted(([, a], [, b]) => b.length - a.length)
  .map(([id, text]) => ({ id, pattern: new RegExp(`^${escaped(text).replace(String.raw`\{n\}`, String.raw`(?<n>\d{1,9})`).replace(String.raw`\{m\}`, String.raw`(?<m>\d{1,9})`)}(?: |$)`, 'u') }));

/** The phrases that a text is made of, one after the other; null where anything in it is not this judge's. */
export function readPhrases(text: string): readonly Phrase[] | null {
  const phrases: Phrase[] = [];
  let rest = text;
  while (rest !== '') {
    const found = nextPhrase(rest);
    if (!found) return null;
    phrases.push(found.phrase);
    rest = rest.slice(found.length);
  }
  return phrases.length > 0 && !text.endsWith(' ') ? phrases : null;
}

function nextPhrase(rest: string): { readonly phrase: Phrase; readonly length: number } | null {
  for (const { id, pattern } of PATTERNS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const { n, m } = match.groups ?? {};
    return { phrase: { id, ...(n !== undefined && { n: Number(n) }), ...(m !== undefined && { m: Number(m) }) }, length: match[0].length };
  }
  return null;
}
