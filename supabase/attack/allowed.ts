import type { Row } from '../tests/harness.ts';
import { judged, points, rubricOf, unjudged } from '../tests/runs.ts';
import { orgs, rows } from '../tests/world.ts';
import type { Attempt } from './attempt.ts';
import { type Catalogue, holders } from './catalogue.ts';
import { type Deed, sqlOfDeed } from './deed.ts';
import { type Actor, type FullSide, others, rank, type Role, staff } from './people.ts';
import { holds, isKnown, readerOf } from './rights.ts';
import { ownerOf, pick, type Snapshot } from './snapshot.ts';

/** Something the role table allows in one organization, from some role upwards, and by what it is known that it was done. */
export interface Allowed {
  what: string;
  from: Role;
  /** The table or function it needs. */
  object: string;
  deed: Deed;
  isDone: (answer: Row[]) => boolean;
}

const answered = (found: Row[]): boolean => found.length > 0 && found.every(({ answer }) => answer !== null && answer !== undefined);
const told = (expected: unknown) => (found: Row[]): boolean => JSON.stringify(found[0]?.['answer']) === JSON.stringify(expected);
const applied = (found: Row[]): boolean => (found[0]?.['answer'] as Row | undefined)?.['result'] === 'applied';
const listed = (least: number) => (found: Row[]): boolean => Array.isArray(found[0]?.['answer']) && found[0]['answer'].length >= least;

const call = (name: string, args: Row = {}): Deed => ({ does: 'calls', name, args });

const op = '0000000f-0000-4000-8000-000000000099';

/** Every row of his own organization that a role may read, table by table as the catalogue names them. */
function readings(catalogue: Catalogue, snapshot: Snapshot, side: FullSide, role: Role): Allowed[] {
  return holders(catalogue).filter(({ schema, name, isReadable }) => schema === 'public' && (isReadable || isKnown(name))).flatMap(({ name, columns }) => {
    const own = [...(snapshot.rows.get(name)?.values() ?? [])].filter((row) => ownerOf(name, row) === orgs[side]);
    // Of a table that the role table does not name, only admins are promised their rows.
    const mine = own.filter((row) => holds(role, isKnown(name) ? readerOf(name, row) : 'admin'));
    if (mine.length === 0) return [];
    const owner = columns.some((one) => one.name === 'organization_id') ? 'organization_id' : 'id';
    return [{ what: 'reads', from: role, object: name, deed: { does: 'counts', table: name, where: { [owner]: orgs[side] } }, isDone: told(mine.length) }];
  });
}

const org = (side: FullSide) => ({ p_organization_id: orgs[side] });

/** The questions of the app. */
function questions(snapshot: Snapshot, side: FullSide): Allowed[] {
  const ofQueue = { p_queue_id: queueOf(snapshot, side)['id'], p_call_id: rows[side].call };
  const period = { ...org(side), p_from: '2026-01-01', p_to: '2026-12-01' };
  const one = { ...org(side), p_call_id: rows[side].call };
  const list: [Role, string, Row, Allowed['isDone']][] = [
    ['viewer', 'whoami', {}, answered], ['viewer', 'schema_version', {}, answered],
    ['viewer', 'list_calls', org(side), answered], ['viewer', 'list_calls', { ...org(side), p_filters: { q: 'kept' } }, answered],
    ['viewer', 'count_calls', org(side), answered], ['viewer', 'list_facets', org(side), answered],
    ['viewer', 'get_call', one, answered], ['viewer', 'get_call_raw', one, answered], ['viewer', 'call_history', { p_call_id: rows[side].call }, listed(1)],
    ['viewer', 'list_moments', org(side), ({ 0: found }) => told(true)([{ answer: ((found?.['answer'] as Row | undefined)?.['rows'] as unknown[] | undefined)?.length === 1 }])],
    ['viewer', 'get_rubric', org(side), answered], ['viewer', 'list_assistants', org(side), listed(1)],
    ['viewer', 'list_prompt_versions', { ...org(side), p_assistant_id: rows[side].assistant }, answered],
    ['viewer', 'list_views', org(side), listed(1)], ['viewer', 'list_queues', org(side), listed(2)], ['viewer', 'get_queue', { p_queue_id: ofQueue.p_queue_id }, answered],
    ['viewer', 'preview_fill', { p_queue_id: ofQueue.p_queue_id }, answered], ['viewer', 'flagged_calls', { ...org(side), p_call_ids: [rows[side].call] }, answered],
    ['reviewer', 'next_items', { p_queue_id: ofQueue.p_queue_id }, listed(1)], ['reviewer', 'take_item', ofQueue, answered], ['viewer', 'release_item', ofQueue, told(false)],
    ['viewer', 'agreement_judges', org(side), answered], ['viewer', 'override_reasons', org(side), answered], ['viewer', 'list_rubrics', org(side), answered], ['viewer', 'count_outdated_scores', org(side), answered], ['viewer', 'list_outdated_calls', org(side), answered],
    ['viewer', 'agreement_pairs', org(side), answered], ['viewer', 'agreement_pairs', { ...org(side), p_filters: { mode: 'human_human' } }, answered],
    ['viewer', 'call_stamps', { ...org(side), p_call_ids: [rows[side].call] }, listed(1)],
    ['viewer', 'who_changed', { ...org(side), p_from: '2000-01-01', p_to: '2090-01-01' }, listed(1)],
    ...['calls_per_day', 'top_assistants', 'qci_trend', 'bands_by_week', 'outcome_funnel', 'cost_per_meeting'].map((name) =>
      ['viewer', name, period, answered] as [Role, string, Row, Allowed['isDone']]),
    ['coach', 'reviewer_activity', period, answered], ['editor', 'calls_for_import', { ...org(side), p_vapi_call_ids: [rows[side].vapiCall] }, listed(1)],
    ['admin', 'list_invitations', org(side), listed(2)], ['admin', 'list_members', org(side), listed(2)], ['viewer', 'keep_call_partitions', {}, answered], ['admin', 'verify_history', org(side), answered],
    ['admin', 'drop_calls_before', { ...org(side), p_before: '2026-04-01' }, answered],
  ];
  return list.map(([from, name, args, isDone]) => ({ what: `asks${'p_filters' in args ? ' with a search' : ''}`, from, object: `public.${name}`, deed: call(name, args), isDone }));
}

const versionOf = (snapshot: Snapshot, table: string, side: FullSide, column = 'version') => Number(pick(snapshot, table, side)?.[column] ?? 0);

/** The shared queue of an organization, and the call in it. */
const queueOf = (snapshot: Snapshot, side: FullSide): Row =>
  [...(snapshot.rows.get('public.queues')?.values() ?? [])].find((row) => row['organization_id'] === orgs[side] && row['kind'] === 'normal' && row['shared'] === true) ?? {};
const itemOf = (snapshot: Snapshot, side: FullSide): Row =>
  [...(snapshot.rows.get('public.queue_items')?.values() ?? [])].find((row) => row['queue_id'] === queueOf(snapshot, side)['id']) ?? {};

/** The writes that are sent as operations. */
function operations(snapshot: Snapshot, side: FullSide): Allowed[] {
  const mine = rows[side];
  const assistant = versionOf(snapshot, 'public.assistants', side);
  const analysis = versionOf(snapshot, 'public.qci_analyses', side);
  const moment = pick(snapshot, 'public.key_moments', side);
  const ofMoment = { moment_id: moment?.['id'] };
  const queue = { queue_id: queueOf(snapshot, side)['id'] };
  const item = itemOf(snapshot, side);
  const items = [{ id: item['id'], version: item['version'] }];
  const list: [Role, string, number, Row][] = [
    ['viewer', 'save_view', 0, { view_id: op, organization_id: orgs[side], name: 'Mine', filters: {} }], ['reviewer', 'save_view', 0, { view_id: op, organization_id: orgs[side], name: 'Ours', filters: {}, shared: true }],
    ['reviewer', 'save_queue', 0, { queue_id: op, organization_id: orgs[side], name: 'Mine' }], ['coach', 'save_queue', Number(queueOf(snapshot, side)['version']), { ...queue, organization_id: orgs[side], name: 'Ours' }],
    ['coach', 'fill_queue', 0, { ...queue, filters: {}, most: 3 }], ['coach', 'fill_queue', 0, { ...queue, filters: {}, recipe: { random: 1 }, seed: 1 }],
    ['coach', 'assign_items', 0, { ...queue, items, user_id: others.secondAdmin[side] }], ['reviewer', 'assign_items', 0, { ...queue, items, user_id: null }],
    ['coach', 'reopen_items', 0, { ...queue, items }], ['coach', 'remove_items', 0, { ...queue, items }],
    ['reviewer', 'skip_item', 0, { ...queue, call_id: mine.call, reason: 'later' }], ['reviewer', 'flag_call', 0, { call_id: mine.call, flagged: true }],
    ['reviewer', 'mark_moment', 0, { moment_id: op, call_id: mine.call, start_ms: 0, label: 'Heard' }],
    ['coach', 'change_moment', Number(moment?.['version']), { ...ofMoment, note: 'Heard' }], ['coach', 'delete_moment', Number(moment?.['version']), { ...ofMoment, deleted: true }],
    ['reviewer', 'comment_moment', 0, { ...ofMoment, comment_id: op, body: 'Heard' }], ['reviewer', 'share_moment', 0, { ...ofMoment, user_id: others.colleague[side], shared: true }],
    ['reviewer', 'override_score', analysis, { call_id: mine.call, dimension: 'dynamics', value: 30, reason: 'policy' }],
    ['reviewer', 'override_score', analysis, { call_id: mine.call, criterion: 'flow', value: 10, reason: 'policy' }],
    ['reviewer', 'confirm_review', analysis, { call_id: mine.call }],
    ['reviewer', 'record_run', 0, judged(9, {}, { call_id: mine.call, run_key: op, prompt_id: mine.prompt })],
    ['reviewer', 'record_run', 0, unjudged(9, 'voicemail', { call_id: mine.call, run_key: op })],
    ['reviewer', 'adopt_run', analysis, { call_id: mine.call, run_id: pick(snapshot, 'public.qci_runs', side)?.['id'] }],
    ['reviewer', 'complete_review', analysis, { call_id: mine.call, scores: points, was_blind: true, seconds: 60, run_id: pick(snapshot, 'public.qci_runs', side)?.['id'] }],
    ['admin', 'save_rubric', versionOf(snapshot, 'public.rubrics', side), { organization_id: orgs[side], content: rubricOf(), note: 'Heard' }],
    ['editor', 'save_prompt_version', versionOf(snapshot, 'public.prompts', side), { assistant_id: mine.assistant, content: 'Be kind.' }],
    ['editor', 'publish_prompt', assistant, { assistant_id: mine.assistant, prompt_id: null }],
    ['editor', 'annotate_prompt', versionOf(snapshot, 'public.prompts', side, 'revision'), { prompt_id: mine.prompt, performance_notes: 'Did well.' }],
    ['editor', 'change_assistant', assistant, { assistant_id: mine.assistant, name: 'Nora' }],
    ['admin', 'change_organization', versionOf(snapshot, 'public.organizations', side), { organization_id: orgs[side], name: 'Acme', settings: { min_customer_words: 7 } }],
  ];
  return list.map(([from, name, p_expected_version, patch]) =>
    ({ what: 'writes', from, object: `public.${name}`, deed: call(name, { p_op_id: op, p_expected_version, p_patch: patch }), isDone: applied }));
}

/** What is written straight into a table, and the affairs of membership. */
function deeds(snapshot: Snapshot, side: FullSide): Allowed[] {
  const mine = rows[side];
  const colleague = { ...org(side), p_user_id: others.colleague[side] };
  const invitation = [...(snapshot.rows.get('public.organization_invitations')?.values() ?? [])].find((row) => row['organization_id'] === orgs[side])?.['id'];
  const item = { call: { vapi_call_id: op, call_type: 'inbound', status: 'ended' }, assistant: { vapi_assistant_id: op, name: 'New' }, prompt: { content: 'New.' } };
  const direct: [string, Deed][] = [
    ['adds', { does: 'adds', table: 'public.assistants', row: { vapi_assistant_id: op, organization_id: orgs[side], name: 'New' } }],
    ['adds', { does: 'adds', table: 'public.phone_numbers', row: { vapi_phone_id: op, organization_id: orgs[side], phone_number: '+1' } }],
    ['changes', { does: 'changes', table: 'public.phone_numbers', set: { phone_number: '+2' }, where: { id: mine.phone } }],
    ['adds', { does: 'adds', table: 'public.prompt_optimizations', row: { assistant_id: mine.assistant, target_qci: 90 } }],
    ['adds', { does: 'adds', table: 'storage.objects', row: { bucket_id: 'recordings', name: `${orgs[side]}/${mine.call}/new.mp3` } }],
    ['changes', { does: 'changes', table: 'public.prompt_optimizations', set: { is_implemented: true }, where: { assistant_id: mine.assistant } }],
  ];
  const asked: [Role, string, Row, Allowed['isDone']][] = [
    ['editor', 'import_calls', { ...org(side), p_items: [item] }, told([{ result: 'inserted', vapi_call_id: op }])],
    ['admin', 'invite_member', { ...org(side), p_email: 'new@example.com', p_role: 'coach' }, answered],
    ['admin', 'withdraw_invitation', { ...org(side), p_invitation_id: invitation }, told(true)],
    ['admin', 'change_member_role', { ...colleague, p_role: 'coach' }, told(true)], ['admin', 'rename_member', { ...colleague, p_display_name: 'Kim' }, told(true)],
    ['admin', 'remove_member', colleague, told(true)], ['admin', 'erase_member', colleague, answered],
    ['admin', 'drop_calls_before', { ...org(side), p_before: '2026-04-01', p_dry_run: false }, answered],
    ['viewer', 'leave_organization', org(side), told(true)], ['viewer', 'create_organization', { p_name: 'Fresh' }, answered],
    ['viewer', 'accept_invitations', {}, listed(0)],
  ];
  const recording = `${orgs[side]}/${mine.call}/kept_${side}.mp3`;
  const storage: Allowed = { what: 'hears', from: 'viewer', object: 'storage.objects', deed: { does: 'counts', table: 'storage.objects', where: { name: recording } }, isDone: told(1) };
  return [
    storage,
    ...direct.map(([what, deed]) => ({ what, from: 'editor' as Role, object: 'table' in deed ? deed.table : '', deed, isDone: answered })),
    ...asked.map(([from, name, args, isDone]) => ({ what: 'does', from, object: `public.${name}`, deed: call(name, args), isDone })),
  ];
}

/** Everything the role table allows a person of a role in his organization. */
export function allowedTo(role: Role, side: FullSide, catalogue: Catalogue, snapshot: Snapshot): Allowed[] {
  const ownName = { what: 'renames himself', from: 'viewer' as Role, object: 'public.rename_member', deed: call('rename_member', { ...org(side), p_user_id: staff[side][role], p_display_name: 'Me' }), isDone: told(true) };
  const all = [...questions(snapshot, side), ...operations(snapshot, side), ...deeds(snapshot, side), ownName].filter(({ from }) => rank(role) >= rank(from));
  return [...readings(catalogue, snapshot, side, role), ...all];
}

/** What somebody with no membership may do: found an organization, and follow an invitation. */
export const allowedToGuests = (): Allowed[] => [
  { what: 'founds', from: 'viewer', object: 'public.create_organization', deed: call('create_organization', { p_name: 'Fresh' }), isDone: answered },
  { what: 'joins', from: 'viewer', object: 'public.accept_invitations', deed: call('accept_invitations'), isDone: listed(2) },
];

/** The same actions by everybody to whom the role table does not allow them, with exactly the words that would do. */
export function* forbiddenTo(actor: Actor, catalogue: Catalogue, snapshot: Snapshot): Generator<Omit<Attempt, 'sql'> & { deed: Deed }> {
  for (const side of ['a', 'b'] as const) {
    const role = actor.memberships[side];
    for (const { what, from, object, deed } of allowedTo('admin', side, catalogue, snapshot)) {
      if ((role !== undefined && rank(role) >= rank(from)) || what === 'renames himself' || /create_organization|accept_invitations|whoami|schema_version|keep_call_partitions/.test(object)) continue;
      if (what === 'reads') continue;
      const isRoutine = !catalogue.relations.some(({ name }) => name === object);
      yield { actor, kind: isRoutine ? 'routine' : 'relation', verb: what, object, columns: 'as allowed', filter: `in ${side}`, deed, echoes: true, asks: isRoutine ? side : null };
    }
  }
}

/** Those as attacks over SQL. */
export function* onAllowed(actor: Actor, catalogue: Catalogue, snapshot: Snapshot): Generator<Attempt> {
  for (const { deed, ...words } of forbiddenTo(actor, catalogue, snapshot)) yield { ...words, sql: sqlOfDeed(deed) };
}
