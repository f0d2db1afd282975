import { asEpochMs } from '../text/instant.ts';
import { asJsonText, asList, asNumber, asText, at, firstOf, isRecord, type JsonRecord } from '../text/json-value.ts';
import { storableText } from '../text/storable.ts';
import { readToolCalls, type ToolCall } from './tool-call.ts';
import type { Speaker } from './turn.ts';

type RowTimes = {
  /** Epoch milliseconds, may be fractional. */
  timeMs: number | null;
  endTimeMs: number | null;
  secondsFromStart: number | null;
  /** As it came: seconds or milliseconds, see `durationMs`. */
  duration: number | null;
};

/** One entry of Vapi's `messages`, read but not yet ordered, timed or paired. */
export type MessageRow = RowTimes &
  (
    | { kind: 'system' }
    | { kind: 'speech'; speaker: Speaker; text: string; label: string | null; labelId: string | null }
    | { kind: 'tool-calls'; calls: readonly ToolCall[] }
    | { kind: 'tool-result'; callId: string | null; name: string | null; result: string | null }
  );

export type SpeechRow = Extract<MessageRow, { kind: 'speech' }>;

const DAY_SECONDS = 86_400;

const ROLES: Readonly<Record<string, Speaker | 'system' | 'tool-calls' | 'tool-result'>> = {
  system: 'system',
  developer: 'system',
  bot: 'agent',
  assistant: 'agent',
  ai: 'agent',
  agent: 'agent',
  user: 'customer',
  customer: 'customer',
  human: 'customer',
  tool_calls: 'tool-calls',
  tool_call_result: 'tool-result',
  tool: 'tool-result',
  function: 'tool-result',
};

/** Reads `messages` in whatever dialect it is written: Vapi's own roles, or the OpenAI ones of third-party exports. Unknown roles are left out. */
export function readRows(messages: unknown): MessageRow[] {
  return asList(messages).flatMap((message) => (isRecord(message) ? readRow(message) : []));
}

/** The text of `content`: a string, or a list of text parts. NFC, and storable in PostgreSQL. */
export function contentText(content: unknown): string {
  const parts = Array.isArray(content) ? content.map((part) => (typeof part === 'string' ? part : at(part, 'text'))) : [content];
  const texts = parts.filter((part) => typeof part === 'string');
  return storableText(texts.join(' ')).normalize('NFC').trim();
}

function readRow(message: JsonRecord): MessageRow[] {
  const role = roleOf(message);
  const times = readTimes(message);
  switch (role) {
    case undefined:
      return [];
    case 'system':
      return [{ kind: 'system', ...times }];
    case 'tool-result':
      return [readResult(message, times)];
    case 'tool-calls':
      return [{ kind: 'tool-calls', calls: readToolCalls(message), ...times }];
    default:
      return readSpeech(message, role, times);
  }
}

/** Own names only: a role may be any text, `constructor` too. */
function roleOf(message: JsonRecord): (typeof ROLES)[string] | undefined {
  const name = (asText(at(message, 'role')) ?? '').toLowerCase().replaceAll('-', '_');
  return Object.hasOwn(ROLES, name) ? ROLES[name] : undefined;
}

function readTimes(message: JsonRecord): RowTimes {
  return {
    timeMs: asEpochMs(at(message, 'time')),
    endTimeMs: asEpochMs(at(message, 'endTime')),
    secondsFromStart: within(asNumber(at(message, 'secondsFromStart')), DAY_SECONDS),
    duration: within(asNumber(at(message, 'duration')), DAY_SECONDS * 1000),
  };
}

/** No call lasts a day; a figure beyond that is a fault of the source and would only carry on into infinity. */
function within(value: number | null, most: number): number | null {
  return value === null || Math.abs(value) > most ? null : value;
}

function readSpeech(message: JsonRecord, speaker: Speaker, times: RowTimes): MessageRow[] {
  const rows: MessageRow[] = [];
  const text = [at(message, 'message'), at(message, 'content'), at(message, 'text')].map(contentText).find((part) => part !== '');
  if (text !== undefined) {
    const label = firstOf(asText, at(message, speaker === 'agent' ? 'assistantName' : 'speakerLabel'));
    rows.push({ kind: 'speech', speaker, text, label, labelId: asText(at(message, 'assistantId')), ...times });
  }
  const calls = readToolCalls(message);
  if (calls.length > 0) rows.push({ kind: 'tool-calls', calls, ...times });
  return rows;
}

function readResult(message: JsonRecord, times: RowTimes): MessageRow {
  const content = at(message, 'content');
  const result = asJsonText(at(message, 'result')) ?? (Array.isArray(content) ? contentText(content) : asJsonText(content));
  return {
    kind: 'tool-result',
    callId: firstOf(asText, at(message, 'toolCallId'), at(message, 'tool_call_id')),
    name: asText(at(message, 'name')),
    result: result === null ? null : storableText(result),
    ...times,
  };
}
