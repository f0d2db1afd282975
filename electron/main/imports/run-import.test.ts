import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSupabaseRemote } from '../remote/supabase-remote.ts';
import { createRemoteClient } from '../remote/client.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { openWorkspace, type OpenWorkspace } from '../../workspace/open.ts';
import { listen, type ListeningWorkspace } from '../../workspace/serve.ts';
import { buildDemo } from '../../workspace/demo/build-demo.ts';
import { builtWorker } from '../../import-worker/testing/built-worker.ts';
import { runImport, type ImportFile, type ImportRun } from './run-import.ts';

/** A real workspace in memory with one editor, to which the importer talks over HTTP as the app does; and the worker as it is built. */
const credentials = { jwtSecret: 'a-secret-of-more-than-32-characters-for-tests', publishableKey: 'sb_publishable_test', secretKey: 'sb_secret_test' };
const ORGANIZATION = '5d0a0000-0000-4000-8000-00000000000a';
const OTHER = '5d0a0000-0000-4000-8000-00000000000b';
let workspace: OpenWorkspace;
let server: ListeningWorkspace;
let remote: Remote;
let worker: Awaited<ReturnType<typeof builtWorker>>;

beforeAll(async () => {
  worker = await builtWorker();
  workspace = await openWorkspace({ folder: null, snapshot: null }, credentials);
  server = await listen(workspace, 0);
  const kept = new Map<string, string>();
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
  const client = createRemoteClient({ url: server.url, key: credentials.publishableKey }, storage, { reached: () => undefined });
  const { data } = await client.auth.signUp({ email: 'ed@example.com', password: 'a long password' });
  await workspace.database.query('insert into public.organizations (id, name) values ($1, $2), ($3, $4)', [ORGANIZATION, 'One', OTHER, 'Two']);
  for (const id of [ORGANIZATION, OTHER]) await workspace.database.query("insert into public.organization_members (organization_id, user_id, role) values ($1, $2, 'admin')", [id, data.user?.id]);
  remote = createSupabaseRemote(client);
}, 60_000);

afterAll(async () => {
  worker.remove();
  await server.stop();
  await workspace.close();
});

function aRun(change: Partial<ImportRun>): ImportRun {
  return {
    remote,
    organizationId: ORGANIZATION,
    files: [],
    now: '2026-11-01T10:00:00.000Z',
    signal: new AbortController().signal,
    progressed: () => undefined,
    died: (cause) => expect.fail(cause),
    ...change,
  };
}

const aFile = (name: string, text: string): ImportFile => ({ name, source: { kind: 'bytes', bytes: new TextEncoder().encode(text) } });

/** Payloads of the demo, which have every shape a connected and a failed call has. */
const payloads = buildDemo({ now: new Date('2026-10-30T12:00:00Z'), seed: 'import-test' })
  .calls.slice(0, 120)
  .map((call) => call.payload);

const countOf = ({ read, inserted, updated, unchanged, setAside }: { read: number; inserted: number; updated: number; unchanged: number; setAside: readonly unknown[] }) => ({ read, inserted, updated, unchanged, setAside: setAside.length });

describe('import into a real workspace', () => {
  const files = () => [aFile('calls.json', JSON.stringify(payloads))];

  it('takes every call, and the same file again changes nothing', async () => {
    const first = await runImport(worker.start, aRun({ files: files() }));
    expect(countOf(first.summary)).toEqual({ read: 120, inserted: 120, updated: 0, unchanged: 0, setAside: 0 });
    const second = await runImport(worker.start, aRun({ files: files(), now: '2026-11-02T10:00:00.000Z' }));
    expect(countOf(second.summary)).toEqual({ read: 120, inserted: 0, updated: 0, unchanged: 120, setAside: 0 });
  });

  it.each(['40P01', '40001'])('sends a batch again that crossed somebody else’s work (%s), and three times at most', async (code) => {
    const crossing = (times: number): Pick<Remote, 'callsForImport' | 'importCalls'> => ({
      callsForImport: (...asked) => remote.callsForImport(...asked),
      importCalls: async (...asked) => {
        times -= 1;
        if (times >= 0) throw new AppError('workspace_unavailable', 'deadlock detected', { status: 500, code });
        return remote.importCalls(...asked);
      },
    });
    const fresh = buildDemo({ now: new Date('2026-08-30T12:00:00Z'), seed: `crossing ${code}` }).calls.slice(0, 2).map((call) => call.payload);
    const one = () => [aFile('calls.json', JSON.stringify(fresh))];
    await expect(runImport(worker.start, aRun({ files: one(), remote: crossing(3) }))).rejects.toMatchObject({ code: 'workspace_unavailable' });
    expect((await runImport(worker.start, aRun({ files: one(), remote: crossing(2) }))).summary).toMatchObject({ inserted: 2, setAside: [] });
  });

  it('sets a call aside that another organization holds, without naming it', async () => {
    const { summary } = await runImport(worker.start, aRun({ files: files(), organizationId: OTHER }));
    expect(countOf(summary)).toEqual({ read: 120, inserted: 0, updated: 0, unchanged: 0, setAside: 120 });
    expect(JSON.stringify(summary.setAside)).not.toContain('One');
  });

  it('accounts for every item when it is cancelled half-way, and goes on later', async () => {
    const fresh = buildDemo({ now: new Date('2026-09-30T12:00:00Z'), seed: 'cancel-test' }).calls.slice(0, 120).map((call) => call.payload);
    const text = JSON.stringify(fresh);
    const cancel = new AbortController();
    const cancelled = await runImport(worker.start, aRun({ files: [aFile('c.json', text)], signal: cancel.signal, progressed: () => cancel.abort() }));
    expect(cancelled.cancelled).toBe(true);
    expect(countOf(cancelled.summary)).toEqual({ read: 120, inserted: 50, updated: 0, unchanged: 0, setAside: 70 });
    const resumed = await runImport(worker.start, aRun({ files: [aFile('c.json', text)] }));
    expect(countOf(resumed.summary)).toEqual({ read: 120, inserted: 70, updated: 0, unchanged: 50, setAside: 0 });
  });

  it('keeps what it can of a file that is cut off', async () => {
    const text = JSON.stringify(payloads.slice(0, 3)).slice(0, -40);
    const { summary } = await runImport(worker.start, aRun({ files: [aFile('cut.json', text)] }));
    expect(summary.read).toBe(3);
    expect(summary.unchanged).toBe(2);
    expect(summary.setAside).toMatchObject([{ file: 'cut.json', index: 2, reason: 'broken-json' }]);
  });

  it('says of every file what became of it: an empty page, and a call that is larger than the database takes in time', async () => {
    const large = { id: '0198a8f0-5555-7000-8000-000000000001', type: 'webCall', status: 'ended', startedAt: '2026-10-01T10:00:00Z', artifact: { messages: [] }, metadata: { text: 'x'.repeat(13_000_000) } };
    const { summary } = await runImport(worker.start, aRun({ files: [aFile('page.json', '{"results": []}'), aFile('list.json', '[]'), aFile('large.json', JSON.stringify([large, { ...payloads[0] as object }]))] }));
    expect(countOf(summary)).toMatchObject({ read: 4, setAside: 3 });
    expect(summary.setAside).toMatchObject([{ file: 'page.json', reason: 'empty-file' }, { file: 'list.json', index: 0, reason: 'empty-file' }, { file: 'large.json', index: 0, reason: 'too-large' }]);
  });

  it('takes ids of the form of a UUID whose version nobody has defined', async () => {
    const call = { id: 'AAAAAAAA-AAAA-0AAA-0AAA-AAAAAAAAAAAA', type: 'webCall', status: 'ended', createdAt: '2026-10-01T10:00:00Z' };
    const once = () => runImport(worker.start, aRun({ files: [aFile('id.json', JSON.stringify(call))] }));
    expect(countOf((await once()).summary)).toMatchObject({ read: 1, inserted: 1 });
    expect(countOf((await once()).summary)).toMatchObject({ read: 1, unchanged: 1 });
  });

  it('finds the call of an event wherever that stands in the drop, and takes both views of a call in two batches', async () => {
    const [one, ...others] = buildDemo({ now: new Date('2026-08-30T12:00:00Z'), seed: 'event-test' }).calls.slice(0, 61).map((call) => call.payload as { id: string });
    const event = { message: { type: 'status-update', status: 'ended', endedReason: 'customer-ended-call', timestamp: '2026-11-01T09:00:00Z', call: { id: one?.id } } };
    const { summary } = await runImport(
      worker.start,
      aRun({ files: [aFile('events.ndjson', `${JSON.stringify(event)}\n{broken\n`), aFile('calls.json', JSON.stringify([one, ...others, one]))] }),
    );
    expect(countOf(summary)).toMatchObject({ read: 64, inserted: 61, setAside: 1 });
    expect(summary.updated + summary.unchanged).toBe(2);
    expect(summary.setAside).toMatchObject([{ file: 'events.ndjson', index: 1, reason: 'broken-json' }]);
  });
});
