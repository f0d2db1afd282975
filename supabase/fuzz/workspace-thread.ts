import { fileURLToPath } from 'node:url';
import { parentPort, Worker } from 'node:worker_threads';
import { openWorkspace } from '../../electron/workspace/open.ts';
import { listen } from '../../electron/workspace/serve.ts';

export const keys = { jwtSecret: 'a-secret-of-more-than-32-characters-for-tests', publishableKey: 'sb_publishable_test', secretKey: 'sb_secret_test' };

/** A workspace in a thread of its own, as the app has it in a process of its own: a payload that is long to read keeps no connection waiting. */
export interface WorkspaceThread {
  readonly url: string;
  /** Makes somebody who has signed up an editor of this organization. */
  hire(userId: string, organizationId: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the thread: it is this same bundle, told to be a workspace. */
export async function startWorkspace(): Promise<WorkspaceThread> {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { kind: 'workspace' }, stdout: true, stderr: true });
  const said = (): Promise<string> =>
    new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
  return {
    url: await said(),
    hire: async (userId, organizationId) => {
      worker.postMessage({ userId, organizationId });
      await said();
    },
    stop: async () => void (await worker.terminate()),
  };
}

/** What the thread does. */
export async function beWorkspace(): Promise<void> {
  const workspace = await openWorkspace({ folder: null, snapshot: null }, keys);
  const server = await listen(workspace, 0);
  const hire = async ({ userId, organizationId }: { userId: string; organizationId: string }): Promise<void> => {
    await workspace.database.query('insert into public.organizations (id, name) values ($1, $2)', [organizationId, 'One']);
    await workspace.database.query("insert into public.organization_members (organization_id, user_id, role) values ($1, $2, 'editor')", [organizationId, userId]);
    parentPort?.postMessage('hired');
  };
  parentPort?.on('message', (message: { userId: string; organizationId: string }) => void hire(message));
  parentPort?.postMessage(server.url);
}
