import type { Row } from '../../tests/harness.ts';
import type { Column, Relation } from '../catalogue.ts';
import { addedRow } from '../on-relations.ts';
import { organizations } from '../people.ts';
import { sample, valueFor } from '../values.ts';
import { type HttpAttempt, httpAttempt, type Sent } from './request.ts';
import { type Aim, minimal, whole, wordsOn } from './rest-aim.ts';

const merging = { prefer: 'resolution=merge-duplicates,return=minimal' };
const ignoring = { prefer: 'resolution=ignore-duplicates,return=representation' };

/** Rows of his own making, also over those that are there. */
export function* adds(aim: Aim): Generator<HttpAttempt> {
  const { actor, relation, path, foreign, own, granted } = aim;
  const [theirs, mine] = [{ organization_id: organizations[actor.target] }, { organization_id: organizations[actor.home] }];
  const usable = relation.columns.filter(({ name }) => granted.has(name));
  const post = (columns: string, filter: string, body: Row, headers: Record<string, string>, query = '') =>
    httpAttempt(actor, { ...wordsOn(aim, 'POST', columns, filter), echoes: true }, { method: 'POST', path: `${path}${query}`, headers, body });
  for (const [what, list] of [['*', relation.columns], ['what is granted', usable]] as const) {
    if (list.length === 0) continue;
    yield post(what, 'into the foreign organization', addedRow(relation, foreign, list, theirs), minimal);
    yield post(what, 'into the foreign organization, returning', addedRow(relation, foreign, list, theirs), whole);
    yield post(what, 'into the own organization, referring to the foreign', addedRow(relation, foreign, list, mine), minimal);
    yield post(what, 'into the foreign organization, referring to the own', addedRow(relation, own, list, theirs), minimal);
    yield post(what, 'into the own organization', addedRow(relation, own, list, mine), whole);
    for (const unique of relation.uniques) {
      const keyed = Object.fromEntries(unique.map((name) => [name, foreign[name] ?? null]));
      for (const [how, set] of [['', theirs], [', into the own organization', mine]] as const)
        yield post(what, `merging on ${unique.join(', ')}${how}`, { ...addedRow(relation, foreign, list, set), ...keyed }, merging, `?on_conflict=${unique.join(',')}`);
      yield post(what, `ignoring on ${unique.join(', ')}`, { ...addedRow(relation, foreign, list, theirs), ...keyed }, ignoring, `?on_conflict=${unique.join(',')}`);
    }
  }
  const foreignKey = Object.fromEntries(relation.key.map((name) => [name, foreign[name] ?? null]));
  const put: Sent = { method: 'PUT', path: `${path}?${aim.shapes.at(-1)?.[1] ?? ''}`, body: { ...addedRow(relation, foreign, relation.columns, theirs), ...foreignKey } };
  yield httpAttempt(actor, { ...wordsOn(aim, 'PUT', '*', 'key'), echoes: true }, put);
}

/** Another value than the row has. */
const harm = (relation: Relation, one: Column, row: Row): unknown =>
  one.type === 'boolean' ? row[one.name] !== true : one.type === 'uuid' ? sample(one.type, 4712, '') : valueFor(relation, one, 7, 'taken');

/** Each column set to what he likes. */
export function* changes(aim: Aim, columns: readonly Column[]): Generator<HttpAttempt> {
  const { actor, relation, path, shapes, foreign, own } = aim;
  const patch = (columnName: string, filter: string, query: string, body: Row, headers = minimal) =>
    httpAttempt(actor, { ...wordsOn(aim, 'PATCH', columnName, filter), echoes: true }, { method: 'PATCH', path: `${path}?${query}`, headers, body });
  for (const one of columns) {
    for (const [shape, query] of shapes) yield patch(one.name, shape, query, { [one.name]: harm(relation, one, foreign) });
    yield patch(one.name, 'blind, returning', '', { [one.name]: harm(relation, one, own) }, whole);
    yield patch(one.name, 'blind, to the foreign value', '', { [one.name]: foreign[one.name] ?? null });
    yield patch(one.name, 'blind, to the own value', '', { [one.name]: own[one.name] ?? null });
  }
}

/** The rows he is after, gone. */
export function* deletes(aim: Aim): Generator<HttpAttempt> {
  const { actor, path, shapes } = aim;
  for (const [shape, query] of shapes)
    for (const [how, headers] of [['', minimal], [', returning', whole]] as const)
      yield httpAttempt(actor, { ...wordsOn(aim, 'DELETE', '', `${shape}${how}`), echoes: true }, { method: 'DELETE', path: `${path}?${query}`, headers });
}
