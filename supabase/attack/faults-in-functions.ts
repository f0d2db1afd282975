import type { Catalogue, Routine } from './catalogue.ts';
import type { Fault } from './faults.ts';

/** A function written anew with one passage of its source changed; fails where the passage is no longer there. */
export interface Edit {
  name: string;
  routine: string;
  from: string | RegExp;
  to: string;
  objects: readonly string[];
}

const edit = (name: string, routine: string, from: string | RegExp, to: string, ...objects: string[]): Edit =>
  ({ name, routine, from, to, objects: objects.length > 0 ? objects : [routine] });

const writes = ['public.save_prompt_version', 'public.publish_prompt', 'public.annotate_prompt', 'public.change_assistant'];
const scores = ['public.override_score', 'public.confirm_review', 'public.adopt_run', 'public.complete_review'];
const hanging = ['public.change_moment', 'public.delete_moment', 'public.comment_moment', 'public.share_moment'];
const memberships = "m.user_id = (select auth.uid())";

export const edits: readonly Edit[] = [
  edit('get_call forgets whose call it is', 'public.get_call', "and k.organization_id = any (array(select app.member_orgs()))", ''),
  edit('get_call_raw forgets whose call it is', 'public.get_call_raw', "and k.organization_id = any (array(select app.member_orgs()))", ''),
  edit('whoami tells of everybody', 'public.whoami', /where m\.user_id = .*member_orgs\(\)\)\)/, ''),
  edit('leave_organization lets others go', 'public.leave_organization', 'and m.user_id = (select auth.uid())', ''),
  edit('accept_invitations takes up every invitation', 'public.accept_invitations', 'i.email = address and', ''),
  edit('accept_invitations believes the token', 'public.accept_invitations', 'select app.email_key(u.email) into address from auth.users u', "select app.email_key(current_setting('request.jwt.claims')::jsonb ->> 'email') into address from auth.users u"),
  edit('withdraw_invitation takes any', 'public.withdraw_invitation', 'and i.organization_id = p_organization_id', ''),
  edit('calls_for_import answers calls held elsewhere', 'public.calls_for_import', 'and k.organization_id = p_organization_id', ''),
  edit('create_organization makes anybody admin of what is there', 'public.create_organization', 'if found then', 'if true then'),
  edit('rename_member renames anybody', 'public.rename_member', "case when p_user_id = (select auth.uid()) then 'viewer' else 'admin' end", "'viewer'"),
  edit('rename_member refuses people their own name', 'public.rename_member', "case when p_user_id = (select auth.uid()) then 'viewer' else 'admin' end", "'admin'"),
  edit('erase_member asks a viewer', 'public.erase_member', "'admin'", "'viewer'"),
  edit('drop_calls_before drops in every organization', 'public.drop_calls_before', 'app.drop_calls_before(p_before, p_organization_id, p_dry_run)', 'app.drop_calls_before(p_before, null, p_dry_run)'),
  edit('reviewer_activity answers reviewers', 'public.reviewer_activity', "'coach'", "'reviewer'"),
  edit('import_calls asks a reviewer', 'public.import_calls', "'editor'", "'reviewer'"),
  edit('verify_history asks an editor', 'public.verify_history', "'admin'", "'editor'"),
  edit('a write asks nobody for his role', 'app.patch_role', /perform app\.reject\('(not_found|forbidden)'\)/g, 'null', ...writes, ...scores, 'public.change_organization'),
  edit('a write lets members of any role in', 'app.patch_role', 'app.orgs_where_role(p_min_role)', 'app.member_orgs()', ...writes, ...scores, 'public.change_organization'),
  edit('scores are for viewers too', 'app.lock_analysis', "'reviewer'", "'viewer'", ...scores),
  edit('runs are recorded by viewers too', 'app.write_record_run', "'reviewer'", "'viewer'", 'public.record_run'),
  edit('a run asks nobody for his role', 'app.write_record_run', /perform app\.patch_role\([^;]*;/, '', 'public.record_run'),
  edit('rubrics are for editors too', 'app.write_save_rubric', "'admin'", "'editor'", 'public.save_rubric'),
  edit('moments are marked by viewers too', 'app.write_mark_moment', "'reviewer'", "'viewer'", 'public.mark_moment'),
  edit('a mark asks nobody for his role', 'app.write_mark_moment', /perform app\.patch_role\([^;]*;/, '', 'public.mark_moment'),
  edit('what hangs off a moment is for viewers too', 'app.lock_moment', "'reviewer'", "'viewer'", ...hanging),
  edit('what hangs off a moment asks nobody for his role', 'app.lock_moment', 'perform app.patch_role(held.organization_id, \'reviewer\');', '', ...hanging),
  edit('call_stamps answers across organizations', 'public.call_stamps', /and k\.organization_id = p_organization_id\s+and k\.organization_id = any \(array\(select app\.member_orgs\(\)\)\)/, '', 'public.call_stamps'),
  edit('call_stamps forgets whose organization it is', 'public.call_stamps', /\s+and k\.organization_id = any \(array\(select app\.member_orgs\(\)\)\)/, '', 'public.call_stamps'),
  edit('list_moments lists every organization', 'public.list_moments', 'm.organization_id = $1 and', ''),
  edit('list_assistants lists every organization', 'public.list_assistants', /\s+where a\.organization_id = p_organization_id/, ''),
  edit('list_prompt_versions answers across organizations', 'public.list_prompt_versions', 'and a.organization_id = p_organization_id', ''),
  edit('queues of others are there for everybody', 'app.sees_queue', 'p_queue.organization_id = any (array(select app.member_orgs()))', 'true', 'public.get_queue', 'public.next_items', 'public.take_item', 'public.preview_fill'),
  edit('list_queues lists for everybody', 'public.list_queues', /perform app\.require_role[^;]*;([\s\S]*) and app\.sees_queue\(x\)/, '$1'),
  edit('list_views lists for everybody', 'public.list_views', "perform app.require_role(p_organization_id, 'viewer');", '', 'public.list_views'),
  edit('shared queues are every reviewer\'s to change', 'app.keeps_queue', "app.orgs_where_role('coach')", "app.orgs_where_role('reviewer')", 'public.save_queue', 'public.fill_queue', 'public.reopen_items', 'public.remove_items'),
  edit('calls are flagged by viewers too', 'app.write_flag_call', "'reviewer'", "'viewer'", 'public.flag_call'),
  edit('a flag asks nobody for his role', 'app.write_flag_call', "perform app.patch_role(organization, 'reviewer');", '', 'public.flag_call'),
  edit('viewers take calls', 'public.take_item', "perform app.require_role(queue.organization_id, 'reviewer');", '', 'public.take_item'),
  edit('nothing is sealed', 'app.sealed_calls', 'and app.awaits_me(i)', 'and not app.awaits_me(i)', 'public.call_reviews'),
  edit('prompts are for coaches too', 'app.lock_assistant', "'editor'", "'coach'", ...writes),
  edit('settings are for editors too', 'app.write_change_organization', "'admin'", "'editor'", 'public.change_organization'),
  edit('writes answer without a person', 'app.lock_analysis', /perform app\.patch_role\([^;]*;/, '', ...scores),
  edit('an import writes over a call held elsewhere', 'app.import_call', 'if key.organization_id <> p_organization_id then', 'if false then', 'public.import_calls'),
  edit('roles are off by one', 'app.orgs_where_role', 'app.role_rank(m.role) >= app.role_rank(p_min_role)', 'app.role_rank(m.role) + 1 >= app.role_rank(p_min_role)'),
  edit('roles are off by one, downwards', 'app.orgs_where_role', 'app.role_rank(m.role) >= app.role_rank(p_min_role)', 'app.role_rank(m.role) > app.role_rank(p_min_role)'),
  edit('a coach ranks as an editor', 'app.role_rank', "when 'coach' then 3", "when 'coach' then 4"),
  edit('memberships of anybody count', 'app.orgs_where_role', memberships, 'true'),
  edit('the setting widens', 'app.orgs_where_role', memberships, `(${memberships} or m.organization_id::text = current_setting('app.current_org_id', true))`),
  edit('a role in one organization counts in the other', 'app.orgs_where_role', 'app.role_rank(m.role) >= app.role_rank(p_min_role)', '(select max(app.role_rank(o.role)) from public.organization_members o where o.user_id = m.user_id) >= app.role_rank(p_min_role)'),
  edit('claims make an admin', 'app.orgs_where_role', memberships, `(${memberships} or m.organization_id::text = current_setting('request.jwt.claims', true)::jsonb #>> '{app_metadata,organization_id}')`),
  edit('somebody may change his own role', 'app.guard_membership_change', /if new\.role is distinct[^;]*;\s*end if;/, '', 'public.change_member_role'),
  edit('the last admin may go', 'app.keep_one_admin', 'if found and', 'if false and', 'public.leave_organization', 'public.remove_member', 'public.change_member_role'),
].map((one) => (/orgs_where_role|role_rank/.test(one.routine) ? { ...one, objects: [] } : one));

/** The function as it is, with its passage changed. */
export const editSql = (definition: string, { name, from, to }: Edit): string => {
  const changed = definition.replace(from, to);
  if (changed === definition) throw new Error(`"${name}" finds nothing to change.`);
  return changed;
};

/** Functions whose answer stays empty for a stranger without the question too, because what they list asks once more. */
const ASKS_TWICE = new Set(['public.list_queues']);

/** Each public function that asks for a role, without the question: a function added later gets its fault by itself. */
export const withoutQuestion = ({ routines }: Catalogue): Edit[] =>
  routines.filter(({ schema, source }) => schema === 'public' && /perform app\.require_role\(/.test(source)).filter(({ name }) => !ASKS_TWICE.has(name))
    .map(({ name }) => edit(`${name} asks nobody for his role`, name, /perform app\.require_role\([^;]*;/, ''));

/** Each public function with the rights of its owner, open to anon as it would be without its revoke. */
const openToAnon = ({ routines }: Catalogue): Fault[] =>
  routines.filter(({ schema, isGranted, isDefiner }) => schema === 'public' && isGranted && isDefiner).slice(0, 5)
    .map((routine) => ({ name: `${routine.name} is open to anon`, sql: `grant execute on function ${signature(routine)} to anon`, objects: [routine.name] }));

const signature = ({ name, parameters }: Routine): string => `${name}(${parameters.map(({ type }) => type).join(', ')})`;

/** Helpers with the rights of their owner, open to everybody as they would be without their revoke. */
const openHelpers = ({ routines }: Catalogue): Fault[] =>
  ['app.append_history', 'app.retire_history', 'app.erase_person', 'app.drop_calls_before', 'app.calls_before', 'app.verify_history', 'app.ensure_call_partitions']
    .flatMap((name) => routines.filter((one) => one.name === name).map((one) => ({ name: `${name} is open`, sql: `grant execute on function ${signature(one)} to authenticated`, objects: [name] })));

/** A function of its owner that looks tables up where the caller says: he puts his own in their place. */
const leakedPath: Fault[] = [
  {
    name: 'a function of its owner without its check', objects: ['public.latest_calls'],
    sql: `create function public.latest_calls(p_limit integer) returns setof public.calls language sql security definer set search_path = '' as 'select * from public.calls limit p_limit'; grant execute on function public.latest_calls(integer) to authenticated`,
  },
  {
    name: 'a function of its owner that runs what it is given', objects: ['public.run_report'],
    sql: `create function public.run_report(p_query text) returns setof jsonb language plpgsql security definer as $f$ begin return query execute 'select to_jsonb(c) from public.calls c where summary ~ ''' || p_query || ''''; end $f$; grant execute on function public.run_report(text) to authenticated`,
  },
];

export const functionFaults = (catalogue: Catalogue): Fault[] => [...openToAnon(catalogue), ...openHelpers(catalogue), ...leakedPath];
