import { literal, type Row } from '../tests/harness.ts';
import { ident } from './values.ts';

/** Something done to the database, whichever interface it is done over. */
export type Deed =
  | { does: 'counts'; table: string; where: Row }
  | { does: 'adds'; table: string; row: Row }
  | { does: 'changes'; table: string; set: Row; where: Row }
  | { does: 'calls'; name: string; args: Row };

const pairs = (row: Row, between: string): string => Object.entries(row).map(([name, value]) => `${ident(name)} = ${literal(value)}`).join(between);

function argument(name: string, value: unknown): string {
  return `${name} => ${literal(Array.isArray(value) && name.endsWith('_ids') ? `{${value.join(',')}}` : value)}`;
}

/** The deed as a statement, which gives its answer as `answer`. */
export function sqlOfDeed(deed: Deed): string {
  switch (deed.does) {
    case 'counts': return `select count(*)::integer as answer from ${deed.table} where ${pairs(deed.where, ' and ')}`;
    case 'adds': return `insert into ${deed.table} (${Object.keys(deed.row).map(ident).join(', ')}) values (${Object.values(deed.row).map(literal).join(', ')}) returning 1 as answer`;
    case 'changes': return `update ${deed.table} set ${pairs(deed.set, ', ')} where ${pairs(deed.where, ' and ')} returning 1 as answer`;
    case 'calls': return `select to_jsonb(x) as answer from public.${deed.name}(${Object.entries(deed.args).map(([key, value]) => argument(key, value)).join(', ')}) x`;
  }
}
