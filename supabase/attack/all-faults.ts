import type { Stage } from './attack.ts';
import { type Fault, tableFaults } from './faults.ts';
import { editSql, edits, functionFaults, withoutQuestion } from './faults-in-functions.ts';

/** Every fault there is to plant, the edits of functions turned into the functions they make. */
export async function allFaults({ db, catalogue }: Pick<Stage, 'db' | 'catalogue'>): Promise<Fault[]> {
  const edited: Fault[] = [];
  for (const one of [...withoutQuestion(catalogue), ...edits]) {
    const [found] = await db.query<{ definition: string }>(`select pg_get_functiondef(p.oid) as definition from pg_proc p where p.pronamespace::regnamespace || '.' || p.proname = '${one.routine}'`);
    if (!found) throw new Error(`There is no function ${one.routine}.`);
    edited.push({ name: one.name, sql: editSql(found.definition, one), objects: one.objects });
  }
  return [...tableFaults, ...edited, ...functionFaults(catalogue)];
}
