import type { RemoteClient } from './client.ts';
import { remoteError } from './errors.ts';

/** One version of a prompt, as the person may read it; null where there is none. */
export async function getPrompt(client: RemoteClient, organizationId: string, promptId: string): Promise<{ id: string; version: number; content: string } | null> {
  const { data, error, status } = await client.from('prompts').select('id, version, content').eq('organization_id', organizationId).eq('id', promptId).maybeSingle();
  if (error) throw remoteError(status, error);
  return data;
}
