import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeText } from '../../core/import/decode-text.ts';
import type { Remote } from '../../core/remote/remote.ts';
import { runImport, type ImportFile } from '../main/imports/run-import.ts';
import { createRemoteClient } from '../main/remote/client.ts';
import { isSecretKey, projectOrigin } from '../main/remote/project-check.ts';
import { createSupabaseRemote } from '../main/remote/supabase-remote.ts';
import { askPassword } from './ask-password.ts';
import { embeddedTarget, type ImportTarget } from './embedded.ts';
import { userDataFolder } from './user-data.ts';

const USAGE = 'npm run import -- FILE… [--org NAME] [--url URL --key PUBLISHABLE_KEY --email EMAIL]';

interface Options {
  readonly files: readonly string[];
  readonly url?: string | undefined;
  readonly key?: string | undefined;
  readonly email?: string | undefined;
  readonly org?: string | undefined;
}

function readOptions(): Options {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { url: text, key: text, email: text, org: text } });
  if (positionals.length === 0) throw new Error(USAGE);
  return { files: positionals, ...values };
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

function readFiles(paths: readonly string[]): ImportFile[] {
  return paths.map((path) => ({
    name: basename(path),
    text: decodeText(readFileSync(path), (bytes, encoding) => new TextDecoder(encoding).decode(bytes)),
  }));
}

async function importInto(target: ImportTarget, org: string | undefined, files: readonly ImportFile[]): Promise<unknown> {
  const client = createRemoteClient(target, memoryStorage(), { reached: () => undefined });
  const { error } = await client.auth.signInWithPassword({ email: target.email, password: target.password });
  if (error) throw new Error(`Sign-in failed: ${error.message}`);
  try {
    return await importAs(createSupabaseRemote(client), org, files);
  } finally {
    await client.auth.signOut({ scope: 'local' });
    await client.auth.stopAutoRefresh();
  }
}

async function importAs(remote: Remote, org: string | undefined, files: readonly ImportFile[]): Promise<unknown> {
  const { memberships } = await remote.whoAmI();
  const member = org ? memberships.find((one) => one.organizationName === org) : memberships[0];
  if (!member) throw new Error(org ? `You are no member of an organization named ${org}.` : 'You are a member of no organization.');
  process.stderr.write(`• Importing ${files.length} files into ${member.organizationName}\n`);
  const { summary } = await runImport({
    remote,
    organizationId: member.organizationId,
    files,
    now: new Date().toISOString(),
    isCancelled: () => false,
    progressed: (done, total) => void process.stderr.write(`• ${done} of ${total} calls written\n`),
    breathe: async () => undefined,
  });
  return summary;
}

async function main(): Promise<void> {
  const options = readOptions();
  const files = readFiles(options.files);
  const target = await targetOf(options);
  try {
    process.stdout.write(`${JSON.stringify(await importInto(target, options.org, files))}\n`);
  } finally {
    await target.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
