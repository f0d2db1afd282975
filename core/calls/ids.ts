import { z } from 'zod';

import { encodeUtf8 } from '../text/utf8.ts';
import { sha1 } from './sha1.ts';

/** Ids as PostgreSQL takes and returns them: any UUID, whatever its version, in lower case. */
const uuid = z.guid().toLowerCase();

export const callIdSchema = uuid.brand<'CallId'>();
export const orgIdSchema = uuid.brand<'OrgId'>();
export const assistantIdSchema = uuid.brand<'AssistantId'>();
export const phoneNumberIdSchema = uuid.brand<'PhoneNumberId'>();
export const promptIdSchema = uuid.brand<'PromptId'>();
export const userIdSchema = uuid.brand<'UserId'>();

/** Our id of a call, the `id` of its row; Vapi's own is `vapi_call_id`. */
export type CallId = z.infer<typeof callIdSchema>;
export type OrgId = z.infer<typeof orgIdSchema>;
export type AssistantId = z.infer<typeof assistantIdSchema>;
export type PhoneNumberId = z.infer<typeof phoneNumberIdSchema>;
export type PromptId = z.infer<typeof promptIdSchema>;
export type UserId = z.infer<typeof userIdSchema>;

/** The namespace of Vapi ids that are no UUIDs: itself the UUIDv5 of "https://api.vapi.ai" among URLs. Never change it: rows are found by it. */
export const VAPI_ID_NAMESPACE = '6078f490-def9-5423-b5ce-62f1213701fe';

const UUID_FORM = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;

/** True for a UUID of any version, in any case. */
export function isUuid(text: string): boolean {
  return UUID_FORM.test(text);
}

/** The UUIDv5 (RFC 9562) of a name in a namespace: the same name always gives the same id. */
export function uuidV5(name: string, namespace: string): string {
  const space = namespace.replaceAll('-', '').match(/../gu) ?? [];
  const bytes = sha1(Uint8Array.from([...space.map((pair) => Number.parseInt(pair, 16)), ...encodeUtf8(name)])).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A Vapi id as our UUID columns hold it: itself, or where it is other text the UUIDv5 of that text. */
export function vapiUuid(id: string): string {
  return isUuid(id) ? id.toLowerCase() : uuidV5(id, VAPI_ID_NAMESPACE);
}
