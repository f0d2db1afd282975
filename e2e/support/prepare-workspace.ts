import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, TEMPLATE } from './paths.ts';

const HOUR_MS = 3_600_000;

/** The template is good while it comes from this build and its newest calls are from today. */
function isFresh(): boolean {
  const stamp = join(TEMPLATE, 'made-from');
  if (!existsSync(stamp)) return false;
  const [sources, madeAt] = readFileSync(stamp, 'utf8').split('\n');
  return sources === readFileSync(join(ROOT, 'out/.sources'), 'utf8') && Date.now() - Number(madeAt) < 6 * HOUR_MS;
}

/** Runs the workspace alone once, so that every test starts from the demo data without waiting for it. */
export default async function prepareWorkspace(): Promise<void> {
  if (isFresh()) return;
  rmSync(TEMPLATE, { recursive: true, force: true });
  const child = spawn(process.execPath, [join(ROOT, 'out/main/workspace.js'), '--home', TEMPLATE], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`The workspace ended with ${String(code)} before it was ready.`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  if ((await ended) !== 0) throw new Error('The workspace did not close its database, so its folder is no template.');
  writeFileSync(join(TEMPLATE, 'made-from'), `${readFileSync(join(ROOT, 'out/.sources'), 'utf8')}\n${Date.now()}`);
}
