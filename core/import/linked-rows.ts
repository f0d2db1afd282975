import { vapiUuid } from '../calls/ids.ts';
import { asText, at, firstOf, type JsonRecord } from '../text/json-value.ts';
import { assistantName } from './call-columns.ts';
import { messagesOf } from './call-turns.ts';
import { callingCode } from './calling-code.ts';
import { fitText } from './column-limits.ts';
import { artifactField, field, filledRecord, type Envelope } from './envelope.ts';
import type { ImportedAssistant, ImportedPhoneNumber, ImportedPrompt } from './imported-call.ts';
import { systemPrompt } from './system-prompt.ts';

/** The assistant a call names. Null for squads and for assistants that existed in this call only. */
export function readAssistant(envelope: Envelope): ImportedAssistant | null {
  const id = firstOf(asText, ...envelope.holders.map((holder) => holder.assistantId), ...envelope.assistants.map((assistant) => assistant.id));
  if (id === null) return null;
  const configuration = firstOf(filledRecord, ...envelope.assistants);
  return { vapi_assistant_id: vapiUuid(id), name: fitText('assistant_name', assistantName(envelope)), configuration: configuration ?? {} };
}

/** The line a call came in or went out on. Lists name it by id; its number then stands, if anywhere, among the call's variables. */
export function readPhoneNumber(envelope: Envelope): ImportedPhoneNumber | null {
  const given = field(envelope, filledRecord, 'phoneNumber');
  const id = field(envelope, asText, 'phoneNumberId') ?? asText(at(given, 'id'));
  const line = given ?? variablesOf(envelope, id);
  const number = asText(at(line, 'number'));
  if (id === null && number === null) return null;
  return {
    vapi_phone_id: id === null ? null : vapiUuid(id),
    phone_number: fitText('phone_number', number),
    country_code: fitText('country_code', callingCode(number)),
  };
}

/** The prompt the call ran on: the assistant's own, else the call's override, else the first system message (variables filled in). */
export function readPrompt(envelope: Envelope): ImportedPrompt | null {
  const version = field(envelope, asText, 'assistantVersion');
  const found = (content: string | null, source: ImportedPrompt['source']) => (content === null ? null : { content, source, vapi_version: version });
  const overridden = envelope.holders.map((holder) => at(holder, 'assistantOverrides', 'model'));
  return (
    found(firstOf(systemPrompt, ...envelope.assistants.map((assistant) => assistant.model)), 'assistant') ??
    found(firstOf(systemPrompt, ...overridden), 'overrides') ??
    found(firstSystemMessage(envelope), 'call')
  );
}

/** Squads write one system row a member; the first belongs to the one that took the call. */
function firstSystemMessage(envelope: Envelope): string | null {
  const first = messagesOf(envelope).find((message) => asText(at(message, 'role')) === 'system');
  return first === undefined ? null : systemPrompt({ messages: [first] });
}

function variablesOf(envelope: Envelope, id: string | null): JsonRecord | null {
  const line = artifactField(envelope, filledRecord, 'variables', 'phoneNumber');
  return id !== null && asText(at(line, 'id')) === id ? line : null;
}
