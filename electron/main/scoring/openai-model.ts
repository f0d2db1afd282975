import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import type { AbortSignalLike, Model, ModelOutcome } from '../../../core/qci/model/ask.ts';
import { ANSWER_JSON_SCHEMA, MOST_CHARACTERS } from '../../../core/qci/model/answer-schema.ts';
import { MOST_ANSWER_TOKENS, type JudgePrompt } from '../../../core/qci/model/prompt-text.ts';
import { asList, asText, at } from '../../../core/text/json-value.ts';

/** Which server and model are asked. The key is in memory only while this object is. */
export interface ModelAccess {
  readonly baseUrl: string;
  readonly key: string;
  readonly model: string;
  readonly temperature: number;
  readonly seed: number;
  /** How long one request may take. */
  readonly timeoutMs: number;
}

/** OpenAI's chat completions, or any server that speaks the same. One request a call of `ask`: when to try again is decided elsewhere. */
export function openAiModel({ baseUrl, key, model, temperature, seed, timeoutMs }: ModelAccess): Model {
  // Its own retries and logging are off: the one would pay unseen, the other print what customers said.
  // A redirect is an answer like any other: what customers said goes to the address that the person gave, and to no other one.
  const client = new OpenAI({ apiKey: key, baseURL: baseUrl, maxRetries: 0, timeout: timeoutMs, logLevel: 'off', fetchOptions: { redirect: 'manual' } });
  return {
    ask: async ({ system, user }: JudgePrompt, signal: AbortSignalLike): Promise<ModelOutcome> => {
      try {
        const answer = await client.chat.completions.create(
          {
            model,
            temperature,
            seed,
            max_completion_tokens: MOST_ANSWER_TOKENS,
            messages: [
              { role: 'system', content: system },
              { role: 'user', content: user },
            ],
            response_format: { type: 'json_schema', json_schema: { name: 'call_quality', strict: true, schema: ANSWER_JSON_SCHEMA } },
          },
          { signal: signal instanceof AbortSignal ? signal : undefined },
        );
        // A network's own page comes with status 200, and no JSON.
        return typeof answer === 'object' ? answered(answer, model) : { type: 'unreached' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

/** A server that only speaks almost the same may leave anything out: what is missing is an empty answer, not a crash. */
function answered(answer: OpenAI.ChatCompletion, asked: string): ModelOutcome {
  const choice = answer.choices?.[0];
  const { prompt_tokens: promptTokens, completion_tokens: completionTokens } = answer.usage ?? {};
  return {
    type: 'answered',
    // One sign too many says that it is too long; the rest would only fill the store.
    text: textOf(choice?.message?.content).slice(0, MOST_CHARACTERS + 1),
    usage: isCount(promptTokens) && isCount(completionTokens) ? { promptTokens, completionTokens } : null,
    model: typeof answer.model === 'string' ? answer.model : asked,
  };
}

/** Some servers answer in parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return asList(content).map((part) => asText(at(part, 'text')) ?? '').join('');
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** An error by its class and status, never by its words: those may hold the key or what somebody said. */
function outcomeOf(error: unknown): ModelOutcome {
  if (error instanceof APIUserAbortError) return { type: 'aborted' };
  if (error instanceof APIConnectionError) return { type: 'unreached' };
  if (error instanceof APIError && typeof error.status === 'number') return { type: 'refused', status: error.status, retryAfterMs: waitOf(error.headers) };
  // A body that is no JSON, cut off or a gateway's page: nothing that can be read came.
  return { type: 'unreached' };
}

/** Retry-After in seconds or as a date, or OpenAI's own header in milliseconds. */
function waitOf(headers: Headers | undefined): number | null {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (exact > 0) return exact;
  const said = headers?.get('retry-after');
  if (said == null) return null;
  const seconds = Number(said);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(said) - Date.now();
  return ms > 0 ? ms : null;
}
