import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { decodeText } from '../../core/import/decode-text.ts';
import { runImport, type ImportFile } from '../main/imports/run-import.ts';
import { createRemoteClient } from '../main/remote/client.ts';
import { createSupabaseRemote } from '../main/remote/supabase-remote.ts';
import { askPassword } from './ask-password.ts';
import { embeddedTarget, type ImportTarget } from './embedded.ts';
import { userDataFolder } from './user-data.ts';

const USAGE = 'npm run import -- FILE… [--org NAME] [--url URL --key PUBLISHABLE_KEY --email EMAIL]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string' }, key: { type: 'string' }, email: { type: 'string' }, org: { type: 'string' } },
});

async function targetOf(): Promise<ImportTarget> {
  const { url, key, email } = values;
  if (!url && !key && !email) return embeddedTarget(userDataFolder());
  if (!url || !key || !email) throw new Error(`--url, --key and --email go together. ${USAGE}`);
  return { url, key, email, password: await askPassword(email), stop: async () => undefined };
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

async function importInto(target: ImportTarget, files: readonly ImportFile[]): Promise<unknown> {
  const client = createRemoteClient(target, memoryStorage(), { reached: () => undefined });
  const { error } = await client.auth.signInWithPassword({ email: target.email, password: target.password });
  if (error) throw new Error(`Sign-in failed: ${error.message}`);
  const remote = createSupabaseRemote(client);
  const { memberships } = await remote.whoAmI();
  const member = values.org ? memberships.find((one) => one.organizationName === values.org) : memberships[0];
  if (!member) throw new Error(values.org ? `You are no member of an organization named ${values.org}.` : 'You are a member of no organization.');
  process.stderr.write(`• Importing ${files.length} files into ${member.organizationName}\n`);
  try {
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
  } finally {
    await client.auth.signOut({ scope: 'local' });
    await client.auth.stopAutoRefresh();
  }
}

async function main(): Promise<void> {
  if (positionals.length === 0) throw new Error(USAGE);
  const files = readFiles(positionals);
  const target = await targetOf();
  try {
    process.stdout.write(`${JSON.stringify(await importInto(target, files))}\n`);
  } finally {
    await target.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
