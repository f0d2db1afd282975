import { strongestLinked } from '../../core/import/linked-views.ts';
import type { PlannedWrite } from '../../core/import/plan.ts';

/** A planned write as the import RPC takes it: the merged row, and the rows beside it from the views that know most of them. */
export function toImportItem({ row, sources }: PlannedWrite): unknown {
  return { call: row, ...strongestLinked(sources) };
}
