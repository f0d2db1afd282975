import { openWorkspace, type OpenWorkspace } from '../../../workspace/open.ts';
import { listen, type ListeningWorkspace } from '../../../workspace/serve.ts';
import { createRemoteClient } from '../../remote/client.ts';
import { memoryStorage } from '../../remote/testing/answering-server.ts';

export const KEY = 'sb_publishable_test';
/** What the workspace signs its tokens with. */
export const JWT_SECRET = 'a-secret-of-more-than-32-characters-for-tests';
export const PASSWORD = 'a long password';
export const ED = 'ed@example.com';
export const VERA = 'vera@example.com';
export const ONE = '5d0a0000-0000-4000-8000-00000000000a';
export const TWO = '5d0a0000-0000-4000-8000-00000000000b';

/** A real workspace over HTTP with two organizations and two people, by email in `ids`. */
export interface RealWorkspace {
  readonly workspace: OpenWorkspace;
  readonly server: ListeningWorkspace;
  readonly ids: Readonly<Record<string, string>>;
  /** Ed is admin and Vera viewer in both organizations. */
  everybodyEverywhere(): Promise<void>;
  /** As a server does that takes back every session. */
  revokeSessions(): Promise<void>;
  stop(): Promise<void>;
}

export async function realWorkspace(): Promise<RealWorkspace> {
  const workspace = await openWorkspace({ folder: null, snapshot: null }, { jwtSecret: JWT_SECRET, publishableKey: KEY, secretKey: 'sb_secret_test' });
  const server = await listen(workspace, 0);
  const { database } = workspace;
  const ids: Record<string, string> = {};
  const client = createRemoteClient({ url: server.url, key: KEY }, memoryStorage(), { reached: () => undefined });
  for (const email of [ED, VERA]) ids[email] = (await client.auth.signUp({ email, password: PASSWORD })).data.user?.id ?? '';
  await client.auth.stopAutoRefresh();
  await database.query('insert into public.organizations (id, name) values ($1, $2), ($3, $4)', [ONE, 'One', TWO, 'Two']);
  return {
    workspace,
    server,
    ids,
    everybodyEverywhere: async () => {
      await database.exec('alter table public.organization_members disable trigger user; delete from public.organization_members');
      for (const id of [ONE, TWO]) {
        await database.query("insert into public.organization_members (organization_id, user_id, role, display_name) values ($1, $2, 'admin', 'Ed'), ($1, $3, 'viewer', null)", [id, ids[ED], ids[VERA]]);
      }
    },
    revokeSessions: async () => void (await database.exec('delete from auth.sessions; delete from auth.refresh_tokens')),
    stop: async () => {
      await server.stop();
      await workspace.close();
    },
  };
}
