import { asEpochMs } from '../text/instant.ts';
import { asList, asText, at } from '../text/json-value.ts';
import { normaliseMessages } from '../transcript/normalise-messages.ts';
import { parsePlainText, type SpeakerLabels } from '../transcript/parse-plain-text.ts';
import { transcriptText } from '../transcript/transcript-text.ts';
import type { Turn } from '../transcript/turn.ts';
import { artifactField, filledList, type Envelope } from './envelope.ts';

/** What was said, as turns and as text; `turns` is empty and `transcript` null where the payload has neither. */
export type Conversation = { turns: readonly Turn[]; transcript: string | null };

/** A call's start and end, and whether they had to be taken from the messages. */
export type CallTimes = { startedAt: string | null; endedAt: string | null; derived: boolean };

/** Reads the conversation: messages first, because only they have times; the text is the fallback, and is rebuilt where it is missing. */
export function readConversation(envelope: Envelope, times: CallTimes): Conversation {
  const clock = { startedAtMs: asEpochMs(times.startedAt), endedAtMs: asEpochMs(times.endedAt) };
  const names = assistantNames(envelope);
  const given = artifactField(envelope, asText, 'transcript');
  const listed = artifactField(envelope, filledList, 'transcript');
  const fromMessages = [messagesOf(envelope), listed].map((list) => normaliseMessages(list, clock, names)).find((turns) => turns.some(isSpeech));
  const turns = fromMessages ?? (given === null ? [] : parsePlainText(given, speakerLabels(envelope)));
  const text = given ?? transcriptText(turns);
  return { turns, transcript: text?.normalize('NFC') ?? null };
}

/** The messages of a payload, from whichever of their three places holds any. */
export function messagesOf(envelope: Envelope): readonly unknown[] {
  return artifactField(envelope, filledList, 'messages') ?? [];
}

/** Names of a squad's members by assistant id, as the activations list them. */
export function assistantNames(envelope: Envelope): Map<string, string> {
  const activations = artifactField(envelope, filledList, 'assistantActivations') ?? [];
  const pairs = activations.map((entry) => [asText(at(entry, 'assistantId')), asText(at(entry, 'assistantName'))] as const);
  return new Map(pairs.flatMap(([id, name]) => (id === null || name === null ? [] : [[id, name] as const])));
}

/** The labels the assistant's settings give the two sides in the transcript text. */
function speakerLabels({ holders, assistants }: Envelope): SpeakerLabels {
  const plans = [...assistants, ...holders.map((holder) => at(holder, 'assistantOverrides')), ...holders].map((owner) => at(owner, 'artifactPlan', 'transcriptPlan'));
  const named = (key: string) => plans.flatMap((plan) => asText(at(plan, key)) ?? []);
  return { agent: named('assistantName'), customer: named('userName') };
}

function isSpeech(turn: Turn): boolean {
  return turn.kind === 'speech';
}

/** First and last moment the messages speak of, epoch milliseconds; null without spoken messages that have epoch times. */
export function messageSpan(messages: readonly unknown[]): { firstMs: number; lastMs: number } | null {
  const spoken = messages.some((message) => asEpochMs(at(message, 'endTime')) !== null);
  const moments = asList(messages).flatMap((message) => [at(message, 'time'), at(message, 'endTime')].flatMap((value) => asEpochMs(value) ?? []));
  if (!spoken || moments.length === 0) return null;
  return {
    firstMs: moments.reduce((least, ms) => Math.min(least, ms)),
    lastMs: moments.reduce((most, ms) => Math.max(most, ms)),
  };
}
