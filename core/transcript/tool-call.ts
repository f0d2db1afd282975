import { asJsonText, asList, asText, at, firstOf, isRecord } from '../text/json-value.ts';
import { storableText } from '../text/storable.ts';

/** A request to a tool. Arguments stay the text they came as; an object is written as JSON. */
export type ToolCall = { id: string | null; name: string; arguments: string };

/** The tool requests of one message: Vapi's `toolCalls`, OpenAI's `tool_calls`, or the older single `function_call`. */
export function readToolCalls(message: unknown): ToolCall[] {
  const single = at(message, 'function_call');
  const listed = [at(message, 'toolCalls'), at(message, 'tool_calls'), at(message, 'toolCallList')].find((list) => asList(list).length > 0);
  const all = isRecord(single) ? [...asList(listed), { function: single }] : asList(listed);
  return all.filter(isRecord).map((call) => ({
    id: asText(at(call, 'id')),
    name: storableText(firstOf(asText, at(call, 'function', 'name'), at(call, 'name')) ?? ''),
    arguments: storableText(asJsonText(at(call, 'function', 'arguments') ?? at(call, 'arguments')) ?? ''),
  }));
}
