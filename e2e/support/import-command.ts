import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

/** Runs what `npm run import` runs to its end, and reads the account on its last line. */
export async function importCommand(
  userData: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: unknown; summary: Record<string, unknown> }> {
  const command = spawn(process.execPath, [join(ROOT, 'scripts/import.mjs'), ...args], {
    env: { ...process.env, SIDETONE_USER_DATA: userData, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  command.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const code = await new Promise((resolve) => command.once('close', resolve));
  return { code, summary: JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Record<string, unknown> };
}
