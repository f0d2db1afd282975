import { type Database, literal, type Row } from '../tests/harness.ts';
import { criteriaOf, points, rubricOf, runKey } from '../tests/runs.ts';
import { orgs, populate, rows } from '../tests/world.ts';
import { type Catalogue, holders, readCatalogue, type Relation } from './catalogue.ts';
import { type FullSide, GUEST_EMAIL, organizations, others, type Role, type Side, staff } from './people.ts';
import { sealedCalls } from './rights.ts';
import { FILLER, ownerOf, pick, type Snapshot, takeSnapshot } from './snapshot.ts';
import { ident, insertSql, valueFor } from './values.ts';

const SIDES = ['a', 'b'] as const;

/** The world of the tests, and everybody else an attack needs. */
function peopleSql(): string {
  const users = [...Object.values(staff.b), ...Object.values(others.secondAdmin), ...Object.values(others.colleague), others.gone, others.duo, others.founder]
    .map((id, n) => `(${literal(id)}, 'kept_mail_${n}@example.com', now())`);
  const member = (side: Side, id: string, role: Role) => `(${literal(organizations[side])}, ${literal(id)}, ${literal(role)}, 'kept_${side}_name_${id.slice(-2)}')`;
  const members = [
    ...(Object.entries(staff.b) as [Role, string][]).map(([role, id]) => member('b', id, role)),
    ...SIDES.flatMap((side) => [member(side, others.secondAdmin[side], 'admin'), member(side, others.colleague[side], 'viewer')]),
    member('a', others.duo, 'admin'), member('b', others.duo, 'viewer'), member('b', others.gone, 'admin'), member('c', others.founder, 'admin'),
  ];
  const invitations = SIDES.flatMap((side) => [GUEST_EMAIL, `kept_${side}_invited@example.com`].map((email) =>
    `(${literal(orgs[side])}, ${literal(email)}, 'editor', now() + interval '10 days', ${literal(staff[side].admin)})`));
  return `
    insert into auth.users (id, email, email_confirmed_at) values ${users.join(', ')}, (${literal(others.guest)}, ${literal(GUEST_EMAIL)}, now())
      on conflict (id) do nothing;
    insert into public.organizations (id, name) values (${literal(organizations.c)}, 'Young');
    insert into public.organization_members (organization_id, user_id, role, display_name) values ${members.join(', ')}
      on conflict (organization_id, user_id) do nothing;
    delete from public.organization_members where user_id = ${literal(others.gone)};
    insert into public.organization_invitations (organization_id, email, role, expires_at, invited_by) values ${invitations.join(', ')};`;
}

/** A call that retention has taken, so that there is a tombstone, and one that it would take. */
const retentionSql = SIDES.map((side) => `
  insert into public.calls (vapi_call_id, organization_id, call_type, status, created_at)
    values (gen_random_uuid(), ${literal(orgs[side])}, 'inbound', 'ended', '2005-01-01');
  select app.drop_calls_before('2006-01-01', ${literal(orgs[side])}, false);`).join('');

/** A run, a review and a rubric of each organization, and points by criterion below its score. */
const scoringSql = SIDES.map((side) => `
  update public.qci_analyses set evidence = ${literal({ criteria: criteriaOf() })} where call_id = ${literal(rows[side].call)};
  insert into public.qci_runs (call_id, run_key, judge, rubric_version, dynamics_score, objections_score, brand_score, outcome_score, qci_total_score, status, evidence)
    values (${literal(rows[side].call)}, ${literal(runKey(1))}, 'kept', '1', 20, 15, 15, 20, 70, 'review', ${literal({ criteria: criteriaOf() })});
  insert into public.call_reviews (call_id, reviewer_id, scores, dynamics_score, objections_score, brand_score, outcome_score, qci_total_score, status, was_blind, seconds)
    values (${literal(rows[side].call)}, ${literal(others.colleague[side])}, ${literal(points)}, 20, 15, 15, 20, 70, 'review', true, 60);
  insert into public.rubrics (organization_id, version, content, note) values (${literal(orgs[side])}, 1, ${literal(rubricOf({ version: '1' }))}, 'kept');`).join('');

/** Of each organization a queue and a view that are shared, others of a colleague alone, and a calibration of what was flagged, in which only that colleague has reviewed. */
const queueSql = SIDES.map((side, n) => {
  const [org, author, colleague, sealed] = [orgs[side], staff[side].admin, others.colleague[side], sealedCalls[n] ?? ''].map((one) => literal(one));
  return `
  insert into public.saved_views (organization_id, name, filters, shared, created_by) values (${org}, 'kept_${side}_shared', '{}', true, ${author}), (${org}, 'kept_${side}_own', '{}', false, ${colleague});
  insert into public.calls (id, vapi_call_id, organization_id, call_type, status, created_at) values (${sealed}, ${sealed}, ${org}, 'inbound', 'ended', '2026-03-16');
  insert into public.queues (organization_id, name, kind, blind, shared, collects_flags, created_by) values (${org}, 'kept_${side}_queue', 'normal', true, true, false, ${author}),
    (${org}, 'kept_${side}_hidden', 'normal', false, false, false, ${colleague}), (${org}, 'kept_${side}_calibration', 'calibration', true, true, true, ${author});
  insert into public.queue_items (queue_id, organization_id, call_id, position, hidden_repeat, added_at)
    select q.id, ${org}, case q.kind when 'normal' then ${literal(rows[side].call)} else ${sealed} end::uuid, 1, q.kind = 'normal', now() + interval '1 second' from public.queues q where q.organization_id = ${org};
  insert into public.queue_skips (item_id, user_id, organization_id, reason, note)
    select i.id, ${colleague}, ${org}, 'other', 'kept_${side}_skip' from public.queue_items i where i.call_id = ${literal(rows[side].call)};
  insert into public.call_reviews (call_id, reviewer_id, scores, dynamics_score, objections_score, brand_score, outcome_score, qci_total_score, status, was_blind, seconds)
    values (${sealed}, ${colleague}, ${literal(points)}, 20, 15, 15, 20, 70, 'review', true, 60);`;
}).join('');

/** Rows that nothing refers to, and assistants that an import would name. */
const youngSql = [
  ...SIDES.map((side) => `insert into public.assistants (vapi_assistant_id, organization_id, name) values (gen_random_uuid(), ${literal(orgs[side])}, 'Unnamed assistant')`),
  `insert into public.assistants (vapi_assistant_id, organization_id, name) values (gen_random_uuid(), ${literal(organizations.c)}, 'kept_c_assistant')`,
  `insert into public.phone_numbers (vapi_phone_id, organization_id, phone_number) values (gen_random_uuid(), ${literal(organizations.c)}, '+15550003')`,
].join('; ');

const ownerColumn = (relation: Relation): string | null =>
  relation.name === 'public.organizations' ? 'id' : relation.columns.some(({ name }) => name === 'organization_id') ? 'organization_id' : null;

/** Writes into every free text and document which organization it is of, so that it is known again wherever it turns up. */
async function brand(db: Database, relation: Relation): Promise<void> {
  const owner = ownerColumn(relation);
  if (owner === null || relation.name.includes('history')) return;
  for (const side of SIDES)
    for (const { name, type, longest, isComputed } of relation.columns) {
      if (isComputed || (longest ?? 99) < 60) continue;
      const mark = `kept_${side}_${relation.name.split('.')[1] ?? ''}_${name}`;
      const value = type === 'jsonb' ? `${ident(name)} || '{"kept": "${mark}"}'` : /^(text|character varying)$/.test(type) ? `'${mark}'` : null;
      const fits = type === 'jsonb' ? `jsonb_typeof(${ident(name)}) = 'object'` : `coalesce(${ident(name)}, '') !~ '^kept_|@'`;
      if (value === null) continue;
      await attempt(db, `update ${relation.name} set ${ident(name)} = ${value} where ${owner} = ${literal(orgs[side])} and ${fits}`);
    }
}

async function attempt(db: Database, sql: string): Promise<string | null> {
  await db.exec('savepoint filling');
  try {
    await db.exec(`${sql}; release savepoint filling`);
    return null;
  } catch (error) {
    await db.exec('rollback to savepoint filling; release savepoint filling');
    return error instanceof Error ? error.message : String(error);
  }
}

let seed = 100;

/** A row for a table that has none of the organization: what it refers to is the organization's own. */
function fillerRow(relation: Relation, snapshot: Snapshot, side: FullSide): Row {
  seed += 1;
  const row: Row = {};
  for (const column of relation.columns) {
    const isText = /^(text|character varying)$/.test(column.type);
    if (column.isRequired || relation.key.includes(column.name) || isText) row[column.name] = valueFor(relation, column, seed, `kept_${side}_${column.name}_${seed}`);
  }
  for (const { columns, table, refers } of relation.foreignKeys) {
    const referred = pick(snapshot, table, side) ?? [...(snapshot.rows.get(table)?.values() ?? [])][0];
    columns.forEach((column, n) => { if (row[column] !== undefined || column === 'organization_id') row[column] = referred?.[refers[n] ?? '']; });
  }
  if (ownerColumn(relation) === 'organization_id') row['organization_id'] = orgs[side];
  return row;
}

const has = (snapshot: Snapshot, relation: Relation, side: FullSide) =>
  [...(snapshot.rows.get(relation.name)?.values() ?? [])].some((row) => ownerOf(relation.name, row) === orgs[side]);

/** Fills what is empty; a table that cannot be filled is an error, because an attack on it would prove nothing. */
async function fill(db: Database, relation: Relation, snapshot: Snapshot): Promise<void> {
  const isOwned = ownerColumn(relation) !== null;
  if (!isOwned && (snapshot.rows.get(relation.name)?.size ?? 0) > 0) return;
  for (const side of isOwned ? SIDES : (['b'] as const)) {
    if (isOwned && has(snapshot, relation, side)) continue;
    const row = fillerRow(relation, snapshot, side);
    const refusal = await attempt(db, insertSql(relation, row));
    // Columns without a demand are only for recognition; they go where they do not fit.
    const bare = Object.fromEntries(Object.entries(row).filter(([name]) => relation.columns.some((c) => c.name === name && (c.isRequired || relation.key.includes(name)))));
    const again = refusal === null ? null : await attempt(db, insertSql(relation, bare));
    if (again !== null) throw new Error(`${relation.name} is empty and could not be filled: ${again}`);
  }
}

/** A row of each organization in each partition, copied from one of the parent's. */
async function fillPartition(db: Database, partition: Relation, parent: Relation, snapshot: Snapshot): Promise<void> {
  const bound = /FROM \('([^']+)'\)/.exec(partition.bounds ?? '')?.[1];
  const bounded = parent.columns.find(({ name, type }) => parent.key.includes(name) && type.startsWith('timestamp'));
  for (const side of SIDES) {
    const model = pick(snapshot, parent.name, side);
    if (!model) continue;
    const ids: Row = {};
    for (const { name, type } of parent.columns)
      if (type === 'uuid' && parent.uniques.flat().concat('id', 'vapi_call_id').includes(name)) ids[name] = `${FILLER}-0000-4000-8000-${String((seed += 1)).padStart(12, '0')}`;
    const when = bounded ? { [bounded.name]: bound ?? '2003-06-01T00:00:00+00:00' } : {};
    const refusal = await attempt(db, insertSql(parent, { ...model, ...ids, ...when }));
    if (refusal !== null) throw new Error(`${partition.name} could not be filled: ${refusal}`);
  }
}

/** Sets the stage: two organizations with a row of each in every table and partition there is, those added later included. */
export async function setStage(db: Database): Promise<{ catalogue: Catalogue; snapshot: Snapshot }> {
  await populate(db);
  await db.exec(`begin; ${peopleSql()} ${retentionSql} ${scoringSql} ${queueSql} commit`);
  await db.exec(`update public.calls set cost = case organization_id when '${orgs.a}' then 1111.111111 else 2222.222222 end`);
  await db.exec(`update public.calls set recording_url = organization_id || '/' || id || '.mp3' where id in ('${rows.a.call}', '${rows.b.call}')`);
  for (const side of SIDES) await db.exec(`insert into storage.objects (bucket_id, name, metadata) values ('recordings', '${orgs[side]}/${rows[side].call}/kept_${side}.mp3', '{"kept": "kept_${side}_object"}')`);
  const catalogue = await readCatalogue(db);
  const byName = new Map(catalogue.relations.map((relation) => [relation.name, relation]));
  await db.exec('begin');
  for (const partition of catalogue.relations.filter(({ parent }) => parent !== null)) {
    const parent = byName.get(partition.parent ?? '');
    if (parent && parent.parent === null) await fillPartition(db, partition, parent, await takeSnapshotOf(db, parent));
  }
  await db.exec("set local session_replication_role = 'replica'");
  for (const relation of holders(catalogue)) await fill(db, relation, await takeSnapshot(db, catalogue));
  for (const relation of holders(catalogue)) await brand(db, relation);
  await db.exec(`${youngSql}; commit`);
  return { catalogue, snapshot: await takeSnapshot(db, catalogue) };
}

const takeSnapshotOf = (db: Database, relation: Relation) => takeSnapshot(db, { relations: [relation], routines: [], sequences: [] });
