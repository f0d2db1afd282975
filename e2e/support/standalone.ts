import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, TEMPLATE } from './paths.ts';

/** The workspace as a server of its own: to the app it is a Supabase project like any other, and it can be switched off. */
export interface StandaloneWorkspace {
  readonly url: string;
  readonly key: string;
  readonly home: string;
  stop(): Promise<void>;
}

/** Starts one on a copy of the demo data. */
export async function startWorkspace(): Promise<StandaloneWorkspace> {
  const home = mkdtempSync(join(tmpdir(), 'sidetone-standalone-'));
  cpSync(TEMPLATE, home, { recursive: true });
  const child = spawn(process.execPath, [join(ROOT, 'out/main/workspace.js'), '--home', home], { stdio: ['ignore', 'pipe', 'ignore'] });
  const first = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8')));
    child.once('exit', () => reject(new Error('The workspace did not start.')));
  });
  const { url, publishableKey } = JSON.parse(first.split('\n')[0] ?? '') as { url: string; publishableKey: string };
  return { url, key: publishableKey, home, stop: () => ended(child) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/** A demo person of a workspace folder, by role. */
export function personOf(home: string, role: string): { email: string; password: string; displayName: string } {
  const people = JSON.parse(readFileSync(join(home, 'demo-users.json'), 'utf8')) as Array<{ email: string; password: string; displayName: string; role: string }>;
  const found = people.find((person) => person.role === role);
  if (!found) throw new Error(`No demo person is ${role}.`);
  return found;
}
