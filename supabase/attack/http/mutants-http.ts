import { allFaults } from '../all-faults.ts';
import { sampled } from '../attack.ts';
import { readCatalogue } from '../catalogue.ts';
import type { Fault, Verdict } from '../faults.ts';
import { tryAllowedHttp } from './allowed-http.ts';
import { httpAttemptsOf } from './attack-http.ts';
import { callers } from './bearers.ts';
import { liteOnPglite } from './lite-database.ts';
import type { HttpAttempt } from './request.ts';
import { makeAllHttp, noTally, onFault, rest } from './run-http.ts';
import { type HttpStage, layFiles, prepareHttp, readGranted } from './stage-http.ts';

/** Those of the faults that requests alone are to give away: one of each kind, those of the storage, and what REST brings by itself. */
const chosen: readonly string[] = [
  'calls: USING true', 'calls: row-level security off', 'calls: anon reads', 'phone_numbers: user_metadata is believed', 'history: every member reads all of it',
  'invitations: every member reads them', 'assistants: WITH CHECK true on insert', 'phone_numbers: USING true on update', 'phone_numbers: the organization may be changed, blind',
  'prompt_optimizations: anybody deletes', 'prompt_optimizations: every member marks them', 'organization_members: people let themselves in', 'assistants: coaches add them',
  'assistants: nothing is granted any more', 'a view of its owner', 'a view that lost security_invoker', 'a view one can write through', 'a table without row-level security',
  'a function of its owner without its check', 'get_call forgets whose call it is', 'rename_member renames anybody', 'import_calls asks a reviewer', 'scores are for viewers too',
  'recordings: everybody hears all', 'recordings: editors add to any organization', 'recordings: viewers add', 'recordings: whoever hears one deletes it', 'recordings: editors move them',
  'recordings: nobody hears any',
];

/** Faults that only an interface makes, beside those that SQL finds as well. */
const own: readonly Fault[] = [
  {
    name: 'HTTP: a function of its owner is granted to anon', objects: ['public.call_totals'],
    sql: `create function public.call_totals() returns jsonb language sql stable security definer set search_path = '' as 'select jsonb_agg(jsonb_build_object(''id'', id, ''cost'', cost)) from public.calls'; grant execute on function public.call_totals() to anon`,
  },
  { name: 'HTTP: the bucket of recordings is public', sql: "update storage.buckets set public = true where id = 'recordings'", objects: ['storage.objects'] },
  { name: 'HTTP: members update the bucket', sql: 'create policy "planted" on storage.buckets for all to authenticated using (true) with check (true)', objects: ['storage.buckets'] },
  {
    name: 'HTTP: blind PATCH past a check of one column', objects: ['public.phone_numbers'],
    sql: "drop trigger phone_numbers_keep_organization on public.phone_numbers; grant update on public.phone_numbers to authenticated; alter policy \"editors change phone numbers\" on public.phone_numbers using (true) with check (phone_number is not null)",
  },
];

/** The faults that are planted under Lite. */
export async function httpFaults({ lite, catalogue }: HttpStage): Promise<Fault[]> {
  const all = new Map((await allFaults({ db: lite.db, catalogue })).map((fault) => [fault.name, fault]));
  return [...chosen.map((name) => all.get(name) ?? { name, sql: 'select missing_fault', objects: [] }), ...own];
}

function* wanted(stage: HttpStage, { objects }: Fault): Generator<HttpAttempt> {
  for (const every of [Infinity, 1])
    for (const actor of callers)
      for (const attempt of sampled(httpAttemptsOf(actor, stage), every)) if (objects.length === 0 || objects.includes(attempt.object)) yield attempt;
}

/** Plants a fault in an open transaction, lets everybody at what it concerns over HTTP, and takes it out again. */
export async function plantHttp(stage: HttpStage, fault: Fault): Promise<Verdict> {
  await rest(stage);
  const { lite } = stage;
  await layFiles(lite);
  await lite.db.exec('begin');
  try {
    await lite.db.exec(fault.sql);
    await lite.forgetSchema();
    const mutated = { ...stage, catalogue: await readCatalogue(lite.db), granted: await readGranted(lite) };
    await lite.db.exec('savepoint before_attempts');
    const { refused } = await tryAllowedHttp(onFault(stage), (object) => fault.objects.length === 0 || fault.objects.includes(object));
    if (refused[0]) return { fault: fault.name, caughtBy: `refused: ${refused[0].action}` };
    const tally = noTally();
    await makeAllHttp(onFault(mutated), wanted(mutated, fault), tally, true);
    const [leak] = tally.leaks;
    return { fault: fault.name, caughtBy: leak ? `${leak.attempt}: ${leak.why}` : null };
  } finally {
    await lite.db.exec('rollback');
    await lite.forgetSchema();
  }
}

const control: Fault = { name: 'no fault', sql: 'select 1', objects: ['public.prompt_optimizations', 'public.leave_organization', 'storage.buckets'] };

/** Plants every fault under Lite on PGlite, one at a time; first none at all, which nothing may catch. */
export async function plantAllHttp(say: (line: string) => void): Promise<Verdict[]> {
  const stage = await prepareHttp(liteOnPglite);
  try {
    const nothing = await plantHttp(stage, control);
    if (nothing.caughtBy !== null) throw new Error(`Without a fault something was caught over HTTP: ${nothing.caughtBy}`);
    const verdicts: Verdict[] = [];
    for (const fault of await httpFaults(stage)) {
      const started = Date.now();
      const verdict = await plantHttp(stage, fault);
      verdicts.push(verdict);
      say(`${verdict.caughtBy === null ? 'NOT CAUGHT' : 'caught'} over HTTP: ${fault.name} (${Date.now() - started} ms${verdict.caughtBy === null ? '' : `; ${verdict.caughtBy.slice(0, 160)}`})`);
    }
    return verdicts;
  } finally {
    await stage.lite.db.close();
  }
}
