import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, TEMPLATE } from './paths.ts';

/** The workspace as a server of its own: to the app it is a Supabase project like any other, and it can be switched off. */
export interface StandaloneWorkspace {
  readonly url: string;
  readonly key: string;
  readonly home: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts one on a copy of the demo data, or on the folder of an earlier one. */
export async function startWorkspace(home = copyOfTemplate()): Promise<StandaloneWorkspace> {
  const { child, opened } = openFolder(home);
  const answer = await opened;
  if ('refused' in answer) throw new Error(`The workspace did not start: ${answer.refused}`);
  return { ...answer, home, pid: child.pid ?? 0, stop: () => ended(child) };
}

/** A new folder with the demo data; it goes when the tests have ended. */
export function copyOfTemplate(): string {
  const home = mkdtempSync(join(tmpdir(), 'sidetone-standalone-'));
  cpSync(TEMPLATE, home, { recursive: true });
  process.once('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
  return home;
}

/** Opens a folder in a process of its own: the address it listens on, or what it said when it ended instead. */
export function openFolder(home: string): { child: ChildProcess; opened: Promise<{ url: string; key: string } | { refused: string }> } {
  const child = spawn(process.execPath, [join(ROOT, 'out/main/workspace.js'), '--home', home], { stdio: ['ignore', 'pipe', 'pipe'] });
  // A test that fails stops nothing itself.
  process.once('exit', () => child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const opened = new Promise<{ url: string; key: string } | { refused: string }>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => {
      const { url, publishableKey } = JSON.parse(chunk.toString('utf8').split('\n')[0] ?? '') as { url: string; publishableKey: string };
      resolve({ url, key: publishableKey });
    });
    child.once('close', () => resolve({ refused: said }));
  });
  return { child, opened };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

export interface DemoPerson {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
}

/** A demo person of a workspace folder, by role. */
export function personOf(home: string, role: string): DemoPerson {
  const people = JSON.parse(readFileSync(join(home, 'demo-users.json'), 'utf8')) as Array<DemoPerson & { role: string }>;
  const found = people.find((person) => person.role === role);
  if (!found) throw new Error(`No demo person is ${role}.`);
  return found;
}
