import type { Catalogue } from '../catalogue.ts';
import { organizations } from '../people.ts';
import { type HttpAttempt, httpAttempt } from './request.ts';
import { type Aim, bareOf, is, wordsOn } from './rest-aim.ts';

/** The rows he is after, in every way of asking for them. */
export function* gets(aim: Aim): Generator<HttpAttempt> {
  const { actor, relation, path, shapes } = aim;
  const get = (columns: string, filter: string, query: string, headers: Record<string, string> = {}, method = 'GET') =>
    httpAttempt(actor, wordsOn(aim, method, columns, filter), { method, path: `${path}?${query}`, headers });
  for (const [shape, query] of shapes) yield get('*', shape, `select=*&${query}`);
  const [first] = relation.columns;
  if (!first) return;
  yield get('*', 'or', `or=(${first.name}.not.is.null,${first.name}.is.null)`);
  yield get('*', 'not', `${first.name}=not.is.null&select=*`);
  yield get('*', 'last', `order=${first.name}.desc&limit=1`);
  yield get('*', 'counted', 'select=*', { prefer: 'count=exact' });
  yield get('*', 'one of a range', 'select=*', { prefer: 'count=exact', 'range-unit': 'items', range: '0-0' });
  yield get('*', 'as text', 'select=*', { accept: 'text/csv' });
  yield get('*', 'as one', shapes.at(-1)?.[1] ?? '', { accept: 'application/vnd.pgrst.object+json' });
  yield get('*', 'counted', '', { prefer: 'count=exact' }, 'HEAD');
  yield get('*', 'counted by organization', shapes[1]?.[1] ?? '', { prefer: 'count=exact' }, 'HEAD');
}

/** Whatever hangs on the relation, or it hangs on, read through it. */
export function* embeds(aim: Aim, catalogue: Catalogue): Generator<HttpAttempt> {
  const { relation, path, actor } = aim;
  const to = relation.foreignKeys.map(({ name, table }) => [name, table] as const);
  const from = catalogue.relations.filter(({ parent }) => parent === null)
    .flatMap((one) => one.foreignKeys.filter(({ table }) => table === relation.name).map(({ name }) => [name, one.name] as const));
  for (const [key, table] of [...to, ...from]) {
    const name = `${bareOf(table)}!${key}`;
    yield httpAttempt(actor, wordsOn(aim, 'GET', `*, ${table}`, `embedded by ${key}`), { method: 'GET', path: `${path}?select=*,${name}(*)` });
    const inner = `select=*,${name}!inner(*)&${bareOf(table)}.${table === 'public.organizations' ? 'id' : 'organization_id'}=eq.${organizations[actor.target]}`;
    yield httpAttempt(actor, wordsOn(aim, 'GET', `*, ${table}`, `embedded by ${key}, inner, of the organization`), { method: 'GET', path: `${path}?${inner}` });
  }
}

/** Each column by itself. */
export function* columnReads(aim: Aim): Generator<HttpAttempt> {
  const { actor, relation, path, foreign } = aim;
  for (const { name, type } of relation.columns) {
    const get = (filter: string, query: string) => httpAttempt(actor, wordsOn(aim, 'GET', name, filter), { method: 'GET', path: `${path}?${query}` });
    yield get('blind', `select=${name}`);
    yield get('by its value', is(name, foreign[name]));
    yield get('last', `select=${name}&order=${name}.desc.nullslast&limit=1`);
    if (/^(text|character)/.test(type)) yield get('like', `${name}=like.*kept_${actor.target}*`);
    if (type === 'jsonb') yield get('inside', `select=${name}->>kept`);
  }
}
