import { COLUMN_LIMITS } from '../../core/import/column-limits.ts';
import { redact } from '../../core/import/redact.ts';
import { sameJson } from '../../core/text/json-value.ts';
import { storableJson } from '../../core/text/storable.ts';
import type { DropResult, Sent } from './drop.ts';
import type { Payload } from './payload.ts';
import { MARK } from './secrets.ts';

/** What became of a payload: something of it was taken; else the database refused it; else everything of it stands aside. */
export type Fate = 'stored' | 'setAside' | 'rejected';

/** Each payload's fate; a payload of which nothing was said has none. */
export function fatesOf(payloads: readonly Payload[], { summary, items }: DropResult): (Fate | null)[] {
  return payloads.map(({ n }, file) => {
    const aside = summary.setAside.filter((one) => one.file === String(n));
    if ((items[file] ?? 0) > aside.length) return 'stored';
    if (aside.length === 0) return null;
    return aside.some(({ reason }) => reason === 'refused') ? 'rejected' : 'setAside';
  });
}

/** What is wrong with an import by its own account. */
export function accountFaults({ summary, items, planned, sent, answers }: DropResult): string[] {
  const faults: string[] = [];
  const { read, inserted, updated, unchanged, setAside } = summary;
  const total = items.reduce((sum, count) => sum + count, 0);
  if (read !== inserted + updated + unchanged + setAside.length) faults.push('the account does not add up');
  if (read !== total) faults.push(`${total} items were counted and ${read} accounted for`);
  const places = new Set(planned.map(({ file, index }) => `${file}/${index}`));
  if (places.size !== planned.length || places.size !== total) faults.push(`${planned.length} outcomes for ${total} items`);
  if (setAside.some(({ reason, detail }) => detail === '' || reason === 'interrupted' || reason === 'cancelled')) faults.push('something stands aside without a reason');
  if (answers.length !== sent.length) faults.push(`${sent.length} calls were sent and ${answers.length} answered`);
  return [...faults, ...answerFaults(planned, answers)];
}

/** What the database answered must be what was planned: both merge by the same rules. */
function answerFaults(planned: DropResult['planned'], answers: DropResult['answers']): string[] {
  return answers.flatMap(({ vapiCallId, result, reason }) => {
    if (result === 'held_elsewhere') return [];
    if (result === 'rejected') return /\([0-9A-Z]{5}\)\.$/u.test(reason ?? '') ? [] : ['a call was rejected without a code'];
    const plans = new Set(planned.flatMap((item) => (item.outcome !== 'set-aside' && item.vapiCallId === vapiCallId ? [item.outcome] : [])));
    const isExpected = result === 'updated' || (result === 'inserted' && plans.has('inserted'));
    return isExpected ? [] : [`${[...plans].join(' and ')} was planned and the database answered ${result}`];
  });
}

/** What is wrong with a row that is about to be sent. */
export function rowFaults({ call }: Sent): string[] {
  const faults: string[] = [];
  for (const [column, limit] of Object.entries(COLUMN_LIMITS)) {
    const value = call[column];
    if (typeof value === 'string' && Array.from(value).length > limit) faults.push(`${column} is too long`);
  }
  for (const column of ['created_at', 'started_at', 'ended_at', 'source_updated_at']) {
    const value = call[column];
    if (value !== null && !(typeof value === 'string' && /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u.test(value))) faults.push(`${column} is no date of ours`);
  }
  if (call['cost'] !== null && !(typeof call['cost'] === 'number' && call['cost'] >= 0 && call['cost'] < 10_000)) faults.push('the cost does not fit');
  return faults;
}

/** What is wrong with the text that is about to be sent: a secret in it, or signs that cannot be stored. */
export function textFaults(payloads: readonly Payload[], sent: readonly Sent[]): string[] {
  const text = JSON.stringify(sent);
  const faults: string[] = [];
  if (payloads.every(({ keepsWords }) => keepsWords) && text.includes(MARK)) faults.push(`a secret got through: ${around(text, MARK)}`);
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/u.test(text)) faults.push('signs that cannot be stored are sent');
  return faults;
}

const around = (text: string, mark: string): string => text.slice(Math.max(0, text.indexOf(mark) - 120), text.indexOf(mark) + 60);

/** True where a payload stands whole in what is stored, its secrets aside; `values` are what the files hold. */
export function standsWhole(stored: unknown, values: readonly unknown[]): boolean {
  const found = (candidate: unknown): boolean => sameJson(storableJson(redact(candidate)), stored);
  return values.some((value) => found(value) || found({ message: { type: 'end-of-call-report', call: value } })) || values.flatMap(objectsIn).some(found);
}

/** Rows whose payload is not whole, among those that only one item of whole files speaks of. */
export function wholeFaults(payloads: readonly Payload[], sent: readonly Sent[], planned: DropResult['planned']): string[] {
  if (payloads.some(({ values }) => values === null)) return [];
  const values = payloads.flatMap((payload) => payload.values ?? []);
  const views = (id: string): number => planned.filter((item) => item.outcome !== 'set-aside' && item.vapiCallId === id).length;
  return sent.flatMap(({ call }) => (views(call.vapi_call_id) > 1 || standsWhole(call['raw_data'], values) ? [] : [`the payload of ${call.vapi_call_id} is not sent whole`]));
}

/** The objects of a value that may be calls or events: mutations put them into one another. */
function objectsIn(value: unknown): unknown[] {
  const found: unknown[] = [];
  const open: unknown[] = [value];
  while (open.length > 0 && found.length < 2_000) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    if (!Array.isArray(node)) found.push(node);
    open.push(...Object.values(node));
  }
  return found;
}
