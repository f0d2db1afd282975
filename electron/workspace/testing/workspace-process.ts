import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import type { WorkspaceProcess } from '../../main/workspace/supervisor.ts';
import { workspaceFolder } from '../folder.ts';

/** What became of a start: the address it serves, or what it said when it ended instead. */
export type Started = { readonly url: string; readonly key: string; readonly pid: number } | { readonly refused: string };

/** The workspace's entry as a program under plain Node, for faults that need processes of their own. */
export interface WorkspaceProgram {
  /** Everything that was started and may still run. */
  readonly children: readonly ChildProcess[];
  /** Starts one on a folder, without demo data. */
  start(home: string): { readonly child: ChildProcess; readonly started: Promise<Started> };
  /** One as the app's supervisor starts it. */
  supervised(home: string): WorkspaceProcess;
  /** Kills what still runs and takes the bundle away. */
  remove(): void;
}

/** Bundles the entry. The bundle lies within the project, so that it finds its packages. */
export async function buildWorkspaceProgram(name: string): Promise<WorkspaceProgram> {
  const out = resolve('node_modules/.cache', `${name}-${String(process.pid)}`);
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: resolve('electron/workspace/index.ts'), outDir: out, target: 'node20.18', emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'workspace.mjs' } } },
  });
  // As in the app, first starts begin from a database that has its migrations.
  execFileSync(process.execPath, [join(out, 'workspace.mjs'), '--snapshot', join(out, 'workspace-snapshot.tar.gz')], { stdio: 'ignore' });
  const children: ChildProcess[] = [];
  const run = (home: string): ChildProcess => {
    const child = spawn(process.execPath, [join(out, 'workspace.mjs'), '--home', home, '--empty'], { stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    return child;
  };
  return {
    children,
    start: (home) => {
      const child = run(home);
      return { child, started: startOf(child) };
    },
    supervised: (home) => {
      const child = run(home);
      return {
        onReport: (listen) => hearReports(child, listen),
        onExit: (listen) => void child.on('exit', (code) => listen(code ?? 1)),
        stop: () => endOf(child),
      };
    },
    remove: () => {
      for (const child of children.splice(0)) child.kill('SIGKILL');
      rmSync(out, { recursive: true, force: true });
    },
  };
}

/** Ends one as the app does, and settles when it has closed its database and gone. */
export async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await gone;
}

/** Kills one as a power cut does. */
export async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}

function startOf(child: ChildProcess): Promise<Started> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  return new Promise((done) => {
    child.stdout?.once('data', (chunk: Buffer) => {
      const { url, publishableKey, pid } = JSON.parse(chunk.toString('utf8').split('\n')[0] ?? '') as { url: string; publishableKey: string; pid: number };
      done({ url, key: publishableKey, pid });
    });
    child.once('close', () => done({ refused: said }));
  });
}

/** Under plain Node the entry says on stderr, a line each, what it tells Electron's parent by messages. */
function hearReports(child: ChildProcess, listen: (message: unknown) => void): void {
  let rest = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('{')) listen(JSON.parse(line));
  });
}

/** Asks a workspace as the machine it runs on may: with the folder's own secret key, past everybody's rights. */
export async function asOwner(home: string, url: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
  const { secretKey } = JSON.parse(readFileSync(workspaceFolder(home).credentials, 'utf8')) as { secretKey: string };
  const headers = { apikey: secretKey, authorization: `Bearer ${secretKey}`, 'content-type': 'application/json', prefer: 'return=minimal' };
  const answer = await fetch(`${url}/rest/v1/${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`${path} answered ${String(answer.status)}: ${await answer.text()}`);
  const text = await answer.text();
  return text === '' ? null : JSON.parse(text);
}
