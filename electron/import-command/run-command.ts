import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { refuseTooLarge } from '../../core/import/import-size.ts';
import type { Remote } from '../../core/remote/remote.ts';
import type { ImportWorker } from '../main/imports/import-inbox.ts';
import { runImport, type ImportFile, type ImportResult } from '../main/imports/run-import.ts';
import { createRemoteClient } from '../main/remote/client.ts';
import { isSecretKey, projectOrigin } from '../main/remote/project-check.ts';
import { createSupabaseRemote } from '../main/remote/supabase-remote.ts';
import { askPassword } from './ask-password.ts';
import { embeddedTarget, type ImportTarget } from './embedded.ts';
import { fileNames } from './file-names.ts';
import { readOptions, USAGE, type Options } from './options.ts';
import { userDataFolder } from './user-data.ts';

type StartWorker = () => ImportWorker;

/** Runs the command and says on stdout what became of every item; the exit code tells whether it came to its end. */
export async function runCommand(args: readonly string[], startWorker: StartWorker): Promise<void> {
  try {
    const options = readOptions(args);
    const names = fileNames(options.files);
    const files = options.files.map((path, i) => fileAt(path, names[i] ?? path));
    const target = await targetOf(options);
    try {
      const { summary } = await importInto(target, options.org, files, startWorker);
      process.stdout.write(`${JSON.stringify(summary)}\n`);
    } finally {
      await target.stop();
    }
  } catch (error) {
    process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * A file by its path, which the worker reads more than once; a pipe can be read only once, so its bytes are handed over.
 * Each is looked at first, so that a wrong name stops the import before it begins.
 */
function fileAt(path: string, name: string): ImportFile {
  const stats = statSync(path);
  const bytes = stats.isFile() ? null : new Uint8Array(readFileSync(path));
  refuseTooLarge(bytes?.byteLength ?? stats.size);
  return { name, source: bytes ? { kind: 'bytes', bytes } : { kind: 'path', path: resolve(path) } };
}

async function targetOf({ url, key, email }: Options): Promise<ImportTarget> {
  if (!url && !key && !email) return embeddedTarget(userDataFolder());
  if (!url || !key || !email) throw new Error(`--url, --key and --email go together. ${USAGE}`);
  const origin = projectOrigin(url);
  if (!origin) throw new Error('--url is no address of a Supabase project: https, or http on this machine.');
  if (isSecretKey(key)) throw new Error('--key is a secret key, which opens every row. Give the publishable one.');
  return { url: origin, key, email, password: await askPassword(email), stop: async () => undefined };
}

/** Tokens of this run live in memory only. */
function memoryStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

async function importInto(target: ImportTarget, org: string | undefined, files: readonly ImportFile[], startWorker: StartWorker): Promise<ImportResult> {
  const client = createRemoteClient(target, memoryStorage(), { reached: () => undefined });
  const { error } = await client.auth.signInWithPassword({ email: target.email, password: target.password });
  if (error) throw new Error(`Sign-in failed: ${error.message}`);
  try {
    return await importAs(createSupabaseRemote(client), org, files, startWorker);
  } finally {
    await client.auth.signOut({ scope: 'local' });
    await client.auth.stopAutoRefresh();
  }
}

async function importAs(remote: Remote, org: string | undefined, files: readonly ImportFile[], startWorker: StartWorker): Promise<ImportResult> {
  const { memberships } = await remote.whoAmI();
  const member = org ? memberships.find((one) => one.organizationName === org) : memberships[0];
  if (!member) throw new Error(org ? `You are no member of an organization named ${org}.` : 'You are a member of no organization.');
  process.stderr.write(`• Importing ${files.length} files into ${member.organizationName}\n`);
  return runImport(startWorker, {
    remote,
    organizationId: member.organizationId,
    files,
    now: new Date().toISOString(),
    signal: new AbortController().signal,
    progressed: (done, total) => void process.stderr.write(`• ${done} of ${total} items done\n`),
    died: (cause) => {
      process.stderr.write(`✗ The import broke off: ${cause}\n`);
      process.exitCode = 1;
    },
  });
}
