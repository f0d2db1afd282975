import { asList, asText, at } from '../text/json-value.ts';

/** System prompts of a model's settings: its `system` messages joined by a blank line, or the older single field. */
export function systemPrompt(model: unknown): string | null {
  const messages = asList(at(model, 'messages')).filter((message) => asText(at(message, 'role')) === 'system');
  const contents = messages.flatMap((message) => promptText(at(message, 'content') ?? at(message, 'message')) ?? []);
  return contents.length > 0 ? contents.join('\n\n') : asText(at(model, 'systemPrompt'));
}

function promptText(content: unknown): string | null {
  if (!Array.isArray(content)) return asText(content);
  const parts = content.flatMap((part) => asText(typeof part === 'string' ? part : at(part, 'text')) ?? []);
  return parts.length > 0 ? parts.join('\n') : null;
}
