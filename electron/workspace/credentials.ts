import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { generateApiKey } from '@supabase/lite';
import { z } from 'zod';

const credentialsSchema = z.object({
  jwtSecret: z.string().min(32),
  publishableKey: z.string(),
  secretKey: z.string(),
});

export type WorkspaceCredentials = z.infer<typeof credentialsSchema>;

function readCredentials(file: string): WorkspaceCredentials | null {
  if (!existsSync(file)) return null;
  try {
    return credentialsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    renameSync(file, `${file}.unreadable`);
    return null;
  }
}

/**
 * Keys and secret of this installation: random, made once, readable by the owner only. Where the file is spoilt, new ones
 * are made: the rows do not depend on them, only sessions are renewed.
 */
export async function loadCredentials(file: string): Promise<WorkspaceCredentials> {
  const kept = readCredentials(file);
  if (kept) return kept;
  const made: WorkspaceCredentials = {
    jwtSecret: randomBytes(48).toString('base64url'),
    publishableKey: (await generateApiKey('publishable')).key,
    secretKey: (await generateApiKey('secret')).key,
  };
  writeFileSync(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return made;
}
