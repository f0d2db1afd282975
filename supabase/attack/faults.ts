/** A fault planted in the policies, and what it may concern: attempts on other objects are not made. */
export interface Fault {
  name: string;
  sql: string;
  /** Full names of tables and functions; none for a fault that concerns them all. */
  objects: readonly string[];
}

/** What became of a planted fault. */
export interface Verdict {
  fault: string;
  /** The attempt that gave it away, or the allowed action that was refused; null where nothing did. */
  caughtBy: string | null;
}

const fault = (name: string, sql: string, ...objects: string[]): Fault => ({ name, sql, objects });

const READ: Record<string, string> = {
  organizations: 'members read their organizations', organization_members: 'members see their colleagues',
  assistants: "members read their organization's assistants", prompts: "members read their organization's prompts",
  phone_numbers: "members read their organization's phone numbers", calls: "members read their organization's calls",
  call_keys: "members read their organization's call keys", qci_analyses: "members read their organization's analyses",
  call_participants: "members read their organization's participants", prompt_optimizations: "members read their organization's optimizations",
  key_moments: "members read their organization's moments", moment_comments: "members read their organization's comments", moment_shares: "members read their organization's shares",
  qci_runs: "members read their organization's runs", call_reviews: "members read their organization's reviews", rubrics: "members read their organization's rubrics",
  organization_invitations: "admins read their organization's invitations", history_tombstones: "admins read their organization's tombstones",
};
/** The policies of what is read through functions alone. */
const CLOSED: Record<string, string> = {
  saved_views: '"saved views are read through their function"', queues: '"queues are read through their functions"',
  queue_items: '"calls of a queue are read through its functions"', queue_skips: '"skips are read through the queue\'s functions"',
};
const tables = [...Object.keys(READ), 'history'];

const policy = (table: string): string => `"${READ[table] ?? ''}" on public.${table}`;

/** Reading: open to all, open to any row, or closed to everybody, which the allowed actions must tell. */
const reading: Fault[] = [
  ...Object.keys(READ).map((table) => fault(`${table}: USING true`, `alter policy ${policy(table)} using (true)`, `public.${table}`)),
  ...['calls', 'prompts', 'organization_members', 'qci_analyses'].map((table) => fault(`${table}: USING false`, `alter policy ${policy(table)} using (false)`, `public.${table}`)),
  ...['assistants', 'history_tombstones'].map((table) => fault(`${table}: reading policy dropped`, `drop policy ${policy(table)}`, `public.${table}`)),
  ...tables.map((table) => fault(`${table}: row-level security off`, `alter table public.${table} disable row level security`, `public.${table}`)),
  fault('calls: any row with an organization', `alter policy ${policy('calls')} using (organization_id is not null)`, 'public.calls'),
  fault('calls: the setting widens', `alter policy ${policy('calls')} using (organization_id::text = current_setting('app.current_org_id', true) or organization_id = any (array(select app.member_orgs())))`, 'public.calls'),
  fault('phone_numbers: user_metadata is believed', `alter policy ${policy('phone_numbers')} using (organization_id = any (array(select app.member_orgs())) or organization_id::text = current_setting('request.jwt.claims')::jsonb #>> '{user_metadata,organization_id}')`, 'public.phone_numbers'),
  fault('prompts: app_metadata is believed', `alter policy ${policy('prompts')} using (organization_id = any (array(select app.member_orgs())) or organization_id::text = current_setting('request.jwt.claims')::jsonb #>> '{app_metadata,org_id}')`, 'public.prompts'),
  fault('invitations: every member reads them', `alter policy ${policy('organization_invitations')} using (organization_id = any (array(select app.member_orgs())))`, 'public.organization_invitations'),
  fault('tombstones: editors read them', `alter policy ${policy('history_tombstones')} using (organization_id = any (array(select app.orgs_where_role('editor'))))`, 'public.history_tombstones'),
  fault('history: every member reads all of it', "alter policy \"admins read their organization's whole history\" on public.history using (organization_id = any (array(select app.member_orgs())))", 'public.history'),
  fault('history: everybody reads what members may', 'alter policy "members read the history of calls and prompts" on public.history using (members_organization_id is not null)', 'public.history'),
  fault('qci_analyses: another policy is added beside the first', 'create policy "for the dashboard" on public.qci_analyses for select to authenticated using (qci_total_score is not null)', 'public.qci_analyses'),
  fault('calls: anon reads', 'grant select on public.calls to anon; create policy "for the demo" on public.calls for select to anon using (true)', 'public.calls'),
];

/** A further policy beside the ones that are there: what either lets through goes through. */
const beside = (table: string, verb: 'insert' | 'update', using: string, check: string): string =>
  `create policy "planted" on public.${table} for ${verb} to authenticated${verb === 'insert' ? '' : ` using (${using})`} with check (${check})`;
const editors = "organization_id = any (array(select app.orgs_where_role('editor')))";

/** Writing: checks that let through, roles off by one, columns granted, rights not taken back. */
const writing: Fault[] = [
  ...['assistants', 'phone_numbers'].map((table) => fault(`${table}: WITH CHECK true on insert`, beside(table, 'insert', '', 'true'), `public.${table}`)),
  fault('prompt_optimizations: WITH CHECK true on insert', 'alter policy "editors add optimizations" on public.prompt_optimizations with check (true)', 'public.prompt_optimizations'),
  fault('phone_numbers: USING true on update', 'alter policy "editors change phone numbers" on public.phone_numbers using (true) with check (true)', 'public.phone_numbers'),
  fault('phone_numbers: reviewers change them', beside('phone_numbers', 'update', "organization_id = any (array(select app.orgs_where_role('reviewer')))", "organization_id = any (array(select app.orgs_where_role('reviewer')))"), 'public.phone_numbers'),
  fault('assistants: coaches add them', "alter policy \"editors add assistants\" on public.assistants with check (organization_id = any (array(select app.orgs_where_role('coach'))))", 'public.assistants'),
  fault('assistants: only admins add them', "alter policy \"editors add assistants\" on public.assistants with check (organization_id = any (array(select app.orgs_where_role('admin'))))", 'public.assistants'),
  fault('prompt_optimizations: every member marks them', beside('prompt_optimizations', 'update', 'organization_id = any (array(select app.member_orgs()))', 'true'), 'public.prompt_optimizations'),
  fault('phone_numbers: the organization may be changed, blind', `drop trigger phone_numbers_keep_organization on public.phone_numbers; grant update (organization_id) on public.phone_numbers to authenticated;
    alter policy "editors change phone numbers" on public.phone_numbers with check (true)`, 'public.phone_numbers'),
  fault('prompt_optimizations: the row no longer follows its assistant', 'drop trigger prompt_optimizations_fill on public.prompt_optimizations; grant insert (organization_id) on public.prompt_optimizations to authenticated; alter table public.prompt_optimizations drop constraint prompt_optimizations_assistant_id_organization_id_fkey; alter policy "editors add optimizations" on public.prompt_optimizations with check (true)', 'public.prompt_optimizations'),
  ...([['organizations', 'name'], ['calls', 'summary'], ['qci_analyses', 'judge'], ['prompts', 'performance_notes'], ['assistants', 'name'], ['organization_members', 'display_name'], ['call_participants', 'participant_name']] as const)
    .map(([table, column]) => fault(`${table}: ${column} may be updated directly`, `grant update (${column}) on public.${table} to authenticated`, `public.${table}`)),
  fault('organization_members: the role may be updated directly', 'grant update (role) on public.organization_members to authenticated', 'public.organization_members'),
  fault('organization_members: people let themselves in', 'grant insert on public.organization_members to authenticated; alter policy "no client adds members directly" on public.organization_members with check (user_id = (select auth.uid()))', 'public.organization_members'),
  fault('organization_invitations: members invite', `grant insert on public.organization_invitations to authenticated; grant execute on function app.email_key(text), app.trimmed(text) to authenticated; alter policy "no client adds invitations directly" on public.organization_invitations with check (organization_id = any (array(select app.member_orgs())))`, 'public.organization_invitations'),
  fault('calls: editors delete', `grant delete on public.calls to authenticated; alter policy "no client deletes calls" on public.calls using (${editors})`, 'public.calls'),
  fault('prompt_optimizations: anybody deletes', 'grant delete on public.prompt_optimizations to authenticated; alter policy "no client deletes optimizations" on public.prompt_optimizations using (true)', 'public.prompt_optimizations'),
  fault('call_participants: truncate is not taken back', 'grant truncate on public.call_participants to authenticated', 'public.call_participants'),
  fault('key_moments: label may be updated directly', 'grant update (label) on public.key_moments to authenticated; alter policy "no client changes moments directly" on public.key_moments using (true) with check (true)', 'public.key_moments'),
  fault('qci_runs: judge may be updated directly', 'grant update (judge) on public.qci_runs to authenticated; drop trigger qci_runs_keep_as_written on public.qci_runs; alter policy "no client changes runs" on public.qci_runs using (true) with check (true)', 'public.qci_runs'),
  fault('call_reviews: anybody deletes', 'grant delete on public.call_reviews to authenticated; alter policy "no client deletes reviews" on public.call_reviews using (true)', 'public.call_reviews'),
  ...['saved_views', 'queues', 'queue_items', 'queue_skips'].map((table) => fault(`${table}: members read all of them`, `grant select on public.${table} to authenticated; drop policy ${CLOSED[table] ?? ''} on public.${table};
    create policy "planted" on public.${table} for select to authenticated using (organization_id = any (array(select app.member_orgs())))`, `public.${table}`)),
  fault('call_reviews: the seal of a calibration is off', `drop policy "nobody reads others' reviews of a calibration before his own" on public.call_reviews`, 'public.call_reviews'),
  fault('history: the seal of a calibration is off', 'drop policy "nobody reads them in the history either" on public.history', 'public.history', 'public.call_history'),
  fault('rubrics: members add them', "grant insert on public.rubrics to authenticated; alter policy \"no client adds rubrics directly\" on public.rubrics with check (organization_id = any (array(select app.member_orgs())))", 'public.rubrics'),
  fault('moment_comments: anybody deletes', 'grant delete on public.moment_comments to authenticated; alter policy "no client deletes comments" on public.moment_comments using (true)', 'public.moment_comments'),
  fault('history: its guard is gone and rows may be changed', 'drop trigger history_guard on public.history; grant update on public.history to authenticated; alter policy "nobody changes history" on public.history using (true) with check (true)', 'public.history'),
  fault('history: admins add to it', 'drop trigger history_guard on public.history; grant insert on public.history to authenticated; alter policy "nobody adds history directly" on public.history with check (organization_id = any (array(select app.orgs_where_role(\'admin\'))))', 'public.history'),
  fault('assistants: nothing is granted any more', 'revoke insert on public.assistants from authenticated', 'public.assistants'),
];

/** Doors beside the tables. */
const doors: Fault[] = [
  fault('a partition is open', 'grant usage on schema app_partitions to authenticated; grant select on app_partitions.calls_2026_03 to authenticated; alter table app_partitions.calls_2026_03 disable row level security', 'app_partitions.calls_2026_03'),
  fault('the default partition is open to anon', 'grant usage on schema app_partitions to anon; grant select on app_partitions.calls_default to anon; alter table app_partitions.calls_default disable row level security', 'app_partitions.calls_default'),
  fault('a month is made without its lock', "create table public.calls_2031_01 partition of public.calls for values from ('2031-01-01') to ('2031-02-01'); insert into public.calls (vapi_call_id, organization_id, call_type, status, created_at) select gen_random_uuid(), id, 'inbound', 'ended', '2031-01-05' from public.organizations; grant select on public.calls_2031_01 to authenticated", 'public.calls_2031_01'),
  fault('a view of its owner', 'create view public.all_calls as select * from public.calls; grant select on public.all_calls to authenticated', 'public.all_calls'),
  fault('a view that lost security_invoker', 'create view public.call_totals with (security_invoker) as select organization_id, id, cost from public.calls; grant select on public.call_totals to authenticated; alter view public.call_totals reset (security_invoker)', 'public.call_totals'),
  fault('a materialized view', 'create materialized view public.scores as select organization_id, qci_total_score, evidence from public.qci_analyses; grant select on public.scores to authenticated', 'public.scores'),
  fault('a view one can write through', 'create view public.names as select id, name from public.organizations; grant update on public.names to authenticated', 'public.names'),
  fault('a table without row-level security', "create table public.notes (id uuid primary key default gen_random_uuid(), organization_id uuid not null references public.organizations (id), body text not null); insert into public.notes (organization_id, body) select id, 'kept' from public.organizations; grant select, insert, update, delete on public.notes to authenticated", 'public.notes'),
  fault('the operations are open', 'grant select on app.operations to authenticated; alter table app.operations disable row level security', 'app.operations'),
  fault('the heads of history are open to change', 'grant select, update on app.history_heads to authenticated; alter table app.history_heads disable row level security', 'app.history_heads'),
  fault('the platform is open to change', 'grant select, update on app.platform to authenticated; alter table app.platform disable row level security', 'app.platform'),
  fault('accounts are open', 'grant select on auth.users to authenticated', 'auth.users'),
];

/** The bucket of recordings. */
const bucket: Fault[] = [
  fault('recordings: everybody hears all', "alter policy \"members hear their organization's recordings\" on storage.objects using (bucket_id = 'recordings')", 'storage.objects'),
  fault('recordings: editors add to any organization', "alter policy \"editors add recordings to their organization's calls\" on storage.objects with check (bucket_id = 'recordings' and app.recording_organization(name) is not null)", 'storage.objects'),
  fault('recordings: viewers add', "alter policy \"editors add recordings to their organization's calls\" on storage.objects with check (bucket_id = 'recordings' and split_part(name, '/', 1) = any (array(select o::text from app.member_orgs() o)))", 'storage.objects'),
  fault('recordings: whoever hears one deletes it', "alter policy \"admins delete what dropped calls have left\" on storage.objects using (bucket_id = 'recordings' and split_part(name, '/', 1) = any (array(select o::text from app.member_orgs() o)))", 'storage.objects'),
  fault('recordings: editors move them', "create policy \"editors move recordings\" on storage.objects for update to authenticated using (split_part(name, '/', 1) = any (array(select o::text from app.orgs_where_role('editor') o))) with check (true)", 'storage.objects'),
  fault('recordings: nobody hears any', "drop policy \"members hear their organization's recordings\" on storage.objects", 'storage.objects'),
];

export const tableFaults: readonly Fault[] = [...reading, ...writing, ...doors, ...bucket];
