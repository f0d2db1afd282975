import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_IMPORT_BYTES } from '../../core/import/import-size.ts';
import { builtWorker } from '../import-worker/testing/built-worker.ts';
import type { ImportWorker } from '../main/imports/import-inbox.ts';
import { createRemoteClient } from '../main/remote/client.ts';
import { memoryStorage } from '../main/remote/testing/answering-server.ts';
import { buildDemo } from '../workspace/demo/build-demo.ts';
import { workspaceFolder } from '../workspace/folder.ts';
import { openWorkspace } from '../workspace/open.ts';
import { listen } from '../workspace/serve.ts';
import { embeddedTarget } from './embedded.ts';
import { runCommand } from './run-command.ts';
import { userDataFolder } from './user-data.ts';

const KEY = 'sb_publishable_test';
let folder: string;
let file: string;
let worker: Awaited<ReturnType<typeof builtWorker>>;

beforeAll(async () => {
  worker = await builtWorker();
});
afterAll(() => worker.remove());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sidetone-import-'));
  file = join(folder, 'calls.json');
  writeFileSync(file, '[]');
  vi.stubEnv('SIDETONE_USER_DATA', join(folder, 'user-data'));
  vi.stubEnv('SIDETONE_PASSWORD', 'a long password');
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command with these arguments; gives what it wrote and how it ended. */
async function command(args: string[], startWorker: () => ImportWorker = worker.start): Promise<{ out: string; err: string; code: unknown }> {
  const said = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.err += String(text)), true));
  // PGlite leaves one of its own.
  process.exitCode = undefined;
  await runCommand(args, startWorker);
  return { ...said, code: process.exitCode };
}

/** Arguments that stand for what a test made. */
const NAMES: Readonly<Record<string, () => string>> = {
  FILE: () => file,
  FOLDER: () => folder,
  BIG: () => {
    const big = join(folder, 'big.json');
    writeFileSync(big, '');
    truncateSync(big, MAX_IMPORT_BYTES + 1);
    return big;
  },
};

describe('the import command refuses', () => {
  it.each([
    ['no file', [], 'npm run import'],
    ['an option it does not know', ['FILE', '--force'], '--force'],
    ['a project without its key', ['FILE', '--url', 'https://abc.supabase.co'], 'go together'],
    ['plain http elsewhere', ['FILE', '--url', 'http://abc.supabase.co', '--key', KEY, '--email', 'a@b.c'], '--url is no address'],
    ['a secret key', ['FILE', '--url', 'https://abc.supabase.co', '--key', 'sb_secret_x', '--email', 'a@b.c'], 'secret key'],
    ['a file that is not there', ['missing.json'], 'ENOENT'],
    ['no file but a folder', ['FOLDER'], 'EISDIR'],
    ['a file that is too large', ['BIG'], 'This is more than 256 MB. Import it in parts.'],
  ])('%s', async (_name, args, words) => {
    const { out, err, code } = await command(args.map((arg) => NAMES[arg]?.() ?? arg));
    expect(err).toContain(words);
    expect(err).not.toContain('    at ');
    expect(out).toBe('');
    expect(code).toBe(1);
  });

  it('to ask for a password where nobody can type one', async () => {
    vi.stubEnv('SIDETONE_PASSWORD', '');
    vi.stubEnv('CI', 'true');
    const { err, code } = await command([file, '--url', 'https://abc.supabase.co', '--key', KEY, '--email', 'a@b.c']);
    expect(err).toContain('SIDETONE_PASSWORD');
    expect(code).toBe(1);
  });
});

describe('the import command into another workspace', () => {
  it('accounts for every call on its last line, and says which organization it cannot find', async () => {
    const workspace = await openWorkspace({ folder: null, snapshot: null }, { jwtSecret: 'a-secret-of-more-than-32-characters-for-tests', publishableKey: KEY, secretKey: 'sb_secret_test' });
    const server = await listen(workspace, 0);
    const client = createRemoteClient({ url: server.url, key: KEY }, memoryStorage(), { reached: () => undefined });
    const { data } = await client.auth.signUp({ email: 'ed@example.com', password: 'a long password' });
    await workspace.database.query("insert into public.organizations (id, name) values ('5d0a0000-0000-4000-8000-00000000000a', 'One')");
    await workspace.database.query("insert into public.organization_members (organization_id, user_id, role) values ('5d0a0000-0000-4000-8000-00000000000a', $1, 'admin')", [data.user?.id]);
    const calls = buildDemo({ now: new Date('2026-10-30T12:00:00Z'), seed: 'command-test' }).calls.slice(0, 5);
    writeFileSync(file, JSON.stringify(calls.map((call) => call.payload)));
    const where = ['--url', server.url, '--key', KEY, '--email', 'ed@example.com'];
    const { out, code } = await command([file, ...where]);
    expect(code).toBeUndefined();
    const dying = await command([file, ...where], () => new Worker('throw new Error("out of memory")', { eval: true }));
    expect(dying.err).toContain('✗ The import broke off: out of memory');
    expect(JSON.parse(dying.out)).toMatchObject({ read: 1, inserted: 0, setAside: [{ file: 'calls.json', index: 0, reason: 'interrupted' }] });
    expect(dying.code).toBe(1);
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toEqual({ read: 5, inserted: 5, updated: 0, unchanged: 0, setAside: [] });
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'calls.json'), '[1]');
    const twins = await command([file, join(folder, 'other', 'calls.json'), ...where]);
    expect(JSON.parse(twins.out.trim().split('\n').at(-1) ?? '')).toMatchObject({ read: 6, unchanged: 5, setAside: [{ file: 'other/calls.json', index: 0, reason: 'not-an-object' }] });
    expect((await command([file, ...where, '--org', 'Nowhere'])).err).toContain('Nowhere');
    vi.stubEnv('SIDETONE_PASSWORD', 'wrong password');
    expect((await command([file, ...where])).err).toContain('Sign-in failed');
    await client.auth.stopAutoRefresh();
    await server.stop();
    await workspace.close();
  }, 60_000);
});

describe('the embedded workspace of an open app', () => {
  const open = (endpointPid: number | null): void => {
    const places = workspaceFolder(join(folder, 'workspace'));
    rmSync(places.home, { recursive: true, force: true });
    mkdirSync(places.home, { recursive: true });
    writeFileSync(places.lock, JSON.stringify({ pid: process.pid, startedAt: '' }));
    writeFileSync(places.demoUsers, JSON.stringify([{ email: 'v@x.y', password: 'p', displayName: 'V', role: 'viewer' }, { email: 'e@x.y', password: 'q', displayName: 'E', role: 'editor' }]));
    if (endpointPid !== null) writeFileSync(places.endpoint, JSON.stringify({ url: 'http://127.0.0.1:9', publishableKey: KEY, pid: endpointPid }));
  };

  it('is used as it runs, by a person who may import', async () => {
    open(process.pid);
    expect(await embeddedTarget(folder)).toMatchObject({ url: 'http://127.0.0.1:9', key: KEY, email: 'e@x.y', password: 'q' });
  });

  it.each([[null], [process.pid + 1]])('is not ready while its endpoint is missing or of another run (%s)', async (pid) => {
    open(pid);
    await expect(embeddedTarget(folder)).rejects.toThrow('not ready yet');
  });
});

describe('the user-data folder', () => {
  it('is the one named, else the one Electron uses', () => {
    expect(userDataFolder({ SIDETONE_USER_DATA: '/data' })).toBe('/data');
    if (process.platform === 'linux') {
      expect(userDataFolder({ XDG_CONFIG_HOME: '/conf' })).toBe('/conf/Sidetone');
      expect(userDataFolder({})).toBe(join(homedir(), '.config', 'Sidetone'));
    }
    expect(existsSync(join(folder, 'user-data'))).toBe(false);
  });
});
