import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { parseCall } from '../../core/import/parse-call.ts';
import { bandOf, DEFAULT_THRESHOLDS } from '../../core/qci/band.ts';
import { dimensionScores, totalScore } from '../../core/qci/criteria.ts';
import type { DemoUser as DemoSignIn } from '../../core/workspace/messages.ts';
import type { WorkspaceCredentials } from './credentials.ts';
import { asEach } from './demo-actors.ts';
import { buildDemo, type Demo, type DemoCall } from './demo/build-demo.ts';
import type { DemoMoment } from './demo/moments.ts';
import type { UserKey } from './demo/people.ts';
import type { DemoReview } from './demo/reviews.ts';
import type { WorkspaceFolder } from './folder.ts';
import type { OpenWorkspace } from './open.ts';
import { insertOverrides } from './seed-overrides.ts';

/** Where the demo's recordings lie in a checkout and in the packaged app. */
const RECORDINGS = join(import.meta.dirname, '../../supabase/demo/recordings');

/** One seed for every installation: the demo data differ only in their dates. */
const SEED = 'sidetone-demo-1';

/**
 * Fills a workspace that holds no organization with the demo data, all of it or nothing: people first (through the auth
 * API, so that they can sign in), then everything else in one transaction.
 */
export async function seedDemo(workspace: OpenWorkspace, folder: WorkspaceFolder, credentials: WorkspaceCredentials, now: Date): Promise<void> {
  const { database } = workspace;
  const { rows } = await database.query<{ seeded: boolean }>('select exists (select from public.organizations) as seeded');
  if (rows[0]?.seeded) return;
  const demo = buildDemo({ now, seed: SEED });
  const people = await signUp(workspace, credentials, demo);
  copyRecordings(demo, folder);
  await database.transaction(async (tx) => {
    await insertOrganizations(tx, demo, people.ids);
    await insertAgents(tx, demo, people.ids);
    for (const call of demo.calls) await insertCall(tx, demo, call, people.ids, now);
  });
  await refreshStatistics(database);
  writeFileSync(folder.demoUsers, JSON.stringify(people.signIns), { mode: 0o600 });
}

/** Ids that the auth schema gave, by the demo's own key of a person. */
type PeopleIds = ReadonlyMap<string, string>;

/** A person who signed up in an earlier start that died half-way is taken over with a new password. */
async function signUp(workspace: OpenWorkspace, credentials: WorkspaceCredentials, demo: Demo): Promise<{ ids: PeopleIds; signIns: DemoSignIn[] }> {
  await workspace.database.query('delete from auth.users where email = any($1)', [demo.users.map((user) => user.email)]);
  const ids = new Map<string, string>();
  const signIns: DemoSignIn[] = [];
  for (const user of demo.users) {
    const password = randomBytes(18).toString('base64url');
    const request = new Request('http://127.0.0.1/auth/v1/signup', {
      method: 'POST',
      headers: { 'content-type': 'application/json', apikey: credentials.publishableKey },
      body: JSON.stringify({ email: user.email, password }),
    });
    const answer = await workspace.fetch(request, '127.0.0.1');
    const body = (await answer.json()) as { user?: { id?: string }; id?: string };
    const id = body.user?.id ?? body.id;
    if (!answer.ok || !id) throw new Error(`The demo person ${user.email} could not be signed up (${answer.status}).`);
    ids.set(user.key, id);
    const membership = demo.memberships.find((one) => one.userKey === user.key);
    signIns.push({ email: user.email, password, displayName: user.name, role: membership?.role ?? 'viewer' });
  }
  return { ids, signIns };
}

function copyRecordings(demo: Demo, folder: WorkspaceFolder): void {
  for (const file of new Set(demo.calls.flatMap((call) => call.recordingFile ?? []))) {
    const target = join(folder.recordings, file);
    if (!existsSync(target)) copyFileSync(join(RECORDINGS, file), target);
  }
}

/** Inserts rows of one shape, given as objects with the table's column names. */
async function insertRows(tx: Transaction, table: string, rows: ReadonlyArray<Record<string, unknown>>): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).map((name) => `"${name}"`).join(', ');
  if (!columns) return;
  await tx.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows)]);
}

async function insertOrganizations(tx: Transaction, demo: Demo, people: PeopleIds): Promise<void> {
  const organizationId = idOfOrganization(demo);
  await insertRows(tx, 'public.organizations', demo.organizations.map(({ id, name, vapiOrgId, settings }) => ({ id, name, vapi_org_id: vapiOrgId, settings, is_active: true })));
  await insertRows(
    tx,
    'public.rubrics',
    demo.rubrics.map(({ organizationKey, version, content, note, createdBy, createdAt }) => ({
      organization_id: organizationId(organizationKey), version, content, note, created_by: people.get(createdBy), created_at: createdAt,
    })),
  );
  await insertRows(
    tx,
    'public.organization_members',
    demo.memberships.map(({ organizationKey, userKey, role }) => ({
      organization_id: organizationId(organizationKey),
      user_id: people.get(userKey),
      role,
      display_name: demo.users.find((user) => user.key === userKey)?.name,
      created_at: demo.startsAt,
    })),
  );
}

async function insertAgents(tx: Transaction, demo: Demo, people: PeopleIds): Promise<void> {
  const organizationId = idOfOrganization(demo);
  const assistantId = (key: string) => demo.assistants.find((assistant) => assistant.key === key)?.id;
  await insertRows(
    tx,
    'public.assistants',
    demo.assistants.map(({ id, organizationKey, vapiAssistantId, name, configuration }) => ({
      id,
      vapi_assistant_id: vapiAssistantId,
      organization_id: organizationId(organizationKey),
      name,
      configuration,
      is_active: true,
    })),
  );
  await insertRows(
    tx,
    'public.prompts',
    demo.prompts.map((prompt) => ({
      id: prompt.id,
      assistant_id: assistantId(prompt.assistantKey),
      version: prompt.version,
      content: prompt.content,
      is_current: prompt.isCurrent,
      created_at: prompt.createdAt,
      created_by: people.get(prompt.createdBy),
      performance_notes: prompt.performanceNotes,
    })),
  );
  await tx.query('update public.assistants a set current_prompt_id = p.id from public.prompts p where p.assistant_id = a.id and p.is_current');
  await insertRows(
    tx,
    'public.phone_numbers',
    demo.phoneNumbers.map((phone) => ({
      id: phone.id,
      vapi_phone_id: phone.vapiPhoneId,
      organization_id: organizationId(phone.organizationKey),
      phone_number: phone.phoneNumber,
      country_code: phone.countryCode,
      is_active: true,
      created_at: demo.startsAt,
    })),
  );
}

const idOfOrganization = (demo: Demo) => (key: string) => demo.organizations.find((one) => one.key === key)?.id;

/** A demo call takes the road of every imported call; only its recording is named by hand. */
async function insertCall(tx: Transaction, demo: Demo, demoCall: DemoCall, people: PeopleIds, now: Date): Promise<void> {
  const parsed = parseCall(demoCall.payload, now.toISOString());
  if ('setAside' in parsed) throw new Error(`A demo call was set aside: ${parsed.setAside.detail}`);
  const { imported } = parsed;
  const recording = demoCall.recordingFile;
  const item = {
    call: { ...imported.call, ...(recording ? { recording_url: recording, stereo_recording_url: null, recording_state: 'remote' } : {}) },
    phone_number: imported.phone_number,
    assistant: imported.assistant,
    prompt: imported.prompt,
    participants: imported.participants,
  };
  const organizationId = idOfOrganization(demo)(demoCall.organizationKey);
  const result = await tx.query<{ result: string }>('select app.import_call($1, $2) as result', [organizationId, JSON.stringify(item)]);
  if (result.rows[0]?.result !== 'inserted') throw new Error(`A demo call was not taken: ${result.rows[0]?.result ?? ''}`);
  if (demoCall.analysis) await insertAnalysis(tx, demoCall, imported.call.vapi_call_id, people);
}

async function insertAnalysis(tx: Transaction, { analysis, reviewed, reviews, overrides, moments }: DemoCall, vapiCallId: string, people: PeopleIds): Promise<void> {
  if (!analysis) return;
  const { rows } = await tx.query<{ id: string; assistant_id: string | null; prompt_id: string | null }>(
    'select c.id, c.assistant_id, c.prompt_id from public.call_keys k join public.calls c on c.id = k.id and c.created_at = k.created_at where k.vapi_call_id = $1',
    [vapiCallId],
  );
  const call = rows[0];
  if (!call) throw new Error('A demo analysis has no call.');
  // The judge's texts are moments here, and come back into the analysis as their list.
  await insertMoments(tx, call.id, moments, people);
  const { prompt_version: _version, key_moments: _texts, ...columns } = analysis;
  const runId = crypto.randomUUID();
  const { analyzed_at: judgedAt, ...judged } = columns;
  await insertRows(tx, 'public.qci_runs', [
    { id: runId, call_id: call.id, run_key: crypto.randomUUID(), prompt_id: call.prompt_id, ...judged, key_moments: analysis.key_moments, created_at: judgedAt },
  ]);
  await insertRows(tx, 'public.qci_analyses', [
    {
      id: crypto.randomUUID(),
      call_id: call.id,
      run_id: runId,
      assistant_id: call.assistant_id,
      prompt_id: call.prompt_id,
      ...columns,
      reviewed_by: reviewed ? people.get(reviewed.by) : null,
      reviewed_at: reviewed?.at ?? null,
    },
  ]);
  await insertReviews(tx, call.id, runId, reviews, people);
  await insertOverrides(tx, call.id, overrides, people);
}

async function insertReviews(tx: Transaction, callId: string, runId: string, reviews: readonly DemoReview[], people: PeopleIds): Promise<void> {
  const rows = reviews.map(({ id, by, at, scores, wasBlind, seconds }) => {
    const sums = dimensionScores(scores);
    const total = totalScore(sums);
    return {
      id, call_id: callId, reviewer_id: people.get(by), run_id: runId, scores, dynamics_score: sums.dynamics, objections_score: sums.objections, brand_score: sums.brand,
      outcome_score: sums.outcome, qci_total_score: total, status: bandOf(total, DEFAULT_THRESHOLDS), was_blind: wasBlind, seconds, completed_at: at, version: 1,
    };
  });
  await asEach(tx, rows, (row) => row.reviewer_id, (own) => insertRows(tx, 'public.call_reviews', own));
}

async function insertMoments(tx: Transaction, callId: string, moments: readonly DemoMoment[], people: PeopleIds): Promise<void> {
  const idOf = (key: UserKey | null) => (key === null ? null : people.get(key));
  await asEach(tx, moments, ({ author }) => idOf(author), (own) => insertRows(
    tx,
    'public.key_moments',
    own.map(({ id, startMs, endMs, label, kind, note, source, author, createdAt }) => ({
      id, call_id: callId, start_ms: startMs, end_ms: endMs, label, kind, note, source, author: idOf(author), updated_by: idOf(author), version: 1,
      created_at: createdAt, updated_at: createdAt,
    })),
  ));
  const comments = moments.flatMap((moment) => moment.comments.map((comment) => ({ moment, comment })));
  await asEach(tx, comments, ({ comment }) => idOf(comment.author), (own) => insertRows(
    tx,
    'public.moment_comments',
    own.map(({ moment, comment }) => ({
      id: comment.id, moment_id: moment.id, author: idOf(comment.author), body: comment.body, at_ms: comment.atMs, version: 1,
      created_at: comment.createdAt, updated_at: comment.createdAt,
    })),
  ));
  await asEach(tx, moments.filter(({ sharedWith }) => sharedWith.length > 0), ({ author }) => idOf(author), (own) => insertRows(
    tx,
    'public.moment_shares',
    own.flatMap(({ id, author, sharedWith, createdAt }) => sharedWith.map((key) => ({ moment_id: id, user_id: idOf(key), shared_by: idOf(author), created_at: createdAt }))),
  ));
}

/** The planner should know the new rows before the first list is asked for. */
async function refreshStatistics(database: PGlite): Promise<void> {
  await database.exec('analyze');
}
