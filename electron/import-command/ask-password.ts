import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** The password from SIDETONE_PASSWORD, else typed unseen. Without a terminal to type in (CI) it is an error, never a prompt. */
export async function askPassword(email: string): Promise<string> {
  const given = process.env['SIDETONE_PASSWORD'];
  if (given) return given;
  if (!process.stdin.isTTY || process.env['CI'] === 'true') throw new Error('Set SIDETONE_PASSWORD: there is no terminal to ask in.');
  process.stderr.write(`Password of ${email}: `);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const typed = await reader.question('');
  reader.close();
  process.stderr.write('\n');
  return typed;
}
