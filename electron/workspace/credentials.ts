import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generateApiKey } from '@supabase/lite';
import { z } from 'zod';

const credentialsSchema = z.object({
  jwtSecret: z.string().min(32),
  publishableKey: z.string(),
  secretKey: z.string(),
});

export type WorkspaceCredentials = z.infer<typeof credentialsSchema>;

/** Keys and secret of this installation: random, made once, readable by the owner only. */
export async function loadCredentials(file: string): Promise<WorkspaceCredentials> {
  if (existsSync(file)) return credentialsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const made: WorkspaceCredentials = {
    jwtSecret: randomBytes(48).toString('base64url'),
    publishableKey: (await generateApiKey('publishable')).key,
    secretKey: (await generateApiKey('secret')).key,
  };
  writeFileSync(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}
