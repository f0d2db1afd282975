import type { StoredCall } from '../../core/import/imported-call.ts';
import type { ImportReport } from '../../core/import/import-messages.ts';
import { planImport, type FileItem, type PlannedItem } from '../../core/import/plan.ts';
import { HELD_ELSEWHERE } from '../../core/import/set-aside.ts';
import type { StoredCall as StoredAnswer } from '../../core/remote/remote.ts';
import { toImportItem } from './import-item.ts';
import { toStoredCall } from './stored-call.ts';

/** The calls that the items of a batch speak of, each once. */
export function vapiCallIdsOf(batch: readonly FileItem[]): string[] {
  return [...new Set(batch.flatMap(({ parsed }) => ('imported' in parsed ? [parsed.imported.call.vapi_call_id] : [])))];
}

/** What is to become of a batch, given what is stored of its calls; those that another organization holds are set aside. */
export function planBatch(batch: readonly FileItem[], answers: readonly StoredAnswer[]): Omit<Extract<ImportReport, { kind: 'batch' }>, 'kind'> {
  const stored = new Map<string, StoredCall>();
  const held = new Set<string>();
  for (const { vapiCallId, heldElsewhere, call } of answers) {
    if (heldElsewhere) held.add(vapiCallId);
    else if (call) stored.set(vapiCallId, toStoredCall(call));
  }
  const plan = planImport(batch, stored);
  const orHeld = (item: PlannedItem): PlannedItem =>
    item.outcome !== 'set-aside' && held.has(item.vapiCallId) ? { file: item.file, index: item.index, outcome: 'set-aside', why: HELD_ELSEWHERE } : item;
  const writes = plan.writes.filter(({ action, row }) => action !== 'none' && !held.has(row.vapi_call_id));
  return { items: plan.items.map(orHeld), writes: writes.map(toImportItem) };
}
