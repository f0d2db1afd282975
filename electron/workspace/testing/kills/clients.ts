import type { DemoUser } from '../../../../core/workspace/messages.ts';
import type { Remote } from '../../../../core/remote/remote.ts';
import { createRemoteClient } from '../../../main/remote/client.ts';
import { createSupabaseRemote } from '../../../main/remote/supabase-remote.ts';
import { memoryStorage } from '../../../main/remote/testing/answering-server.ts';

/** A person's client, which goes to wherever the workspace answers just now, with the session of its one sign-in. */
export interface Client {
  readonly email: string;
  remote(): Promise<Remote>;
  close(): void;
}

/** Makes one and signs it in; `endpoint` tells where the workspace answers, once it does. */
export async function signedIn(endpoint: () => Promise<{ url: string; key: string }>, { email, password }: DemoUser): Promise<Client> {
  const storage = memoryStorage();
  let current: { url: string; client: ReturnType<typeof createRemoteClient> } | null = null;
  const clientOf = async (): Promise<ReturnType<typeof createRemoteClient>> => {
    const { url, key } = await endpoint();
    if (current?.url === url) return current.client;
    void current?.client.auth.stopAutoRefresh();
    const client = createRemoteClient({ url, key }, storage, { reached: () => undefined });
    current = { url, client };
    return client;
  };
  const { error } = await (await clientOf()).auth.signInWithPassword({ email, password });
  if (error) throw error;
  return { email, remote: async () => createSupabaseRemote(await clientOf()), close: () => void current?.client.auth.stopAutoRefresh() };
}
