import { createRemoteClient } from '../../electron/main/remote/client.ts';
import { createSupabaseRemote } from '../../electron/main/remote/supabase-remote.ts';
import { fuzzFiles, type FilesJob } from './files.ts';
import type { ShardReport } from './tally.ts';
import { fuzzWire } from './wire.ts';
import { keys, startWorkspace } from './workspace-thread.ts';

export interface HttpJob {
  readonly kind: 'http';
  readonly files: FilesJob;
  readonly wire: { readonly from: number; readonly to: number };
}

/** Imports over HTTP into the embedded workspace, with the client of the app: a status of 500 ends the import, and counts. */
export async function runHttpJob({ files, wire }: HttpJob, tell: (report: ShardReport) => void): Promise<number> {
  const workspace = await startWorkspace();
  try {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
    const client = createRemoteClient({ url: workspace.url, key: keys.publishableKey }, storage, { reached: () => undefined });
    const { data } = await client.auth.signUp({ email: 'ed@example.com', password: 'a long password' });
    await workspace.hire(data.user?.id ?? '', files.organizationId);
    const remote = createSupabaseRemote(client);
    await fuzzFiles(files, { remote: () => remote, check: async () => [], tell });
    const headers = { apikey: keys.publishableKey, authorization: `Bearer ${data.session?.access_token ?? ''}`, 'content-type': 'application/json' };
    const rpc = async (name: string, body: string) => {
      const response = await fetch(`${workspace.url}/rest/v1/rpc/${name}`, { method: 'POST', headers, body });
      return { status: response.status, text: await response.text() };
    };
    await fuzzWire({ seed: files.seed, ...wire, organizationId: files.organizationId }, rpc, tell);
    await client.auth.stopAutoRefresh();
    return 0;
  } finally {
    await workspace.stop();
  }
}
