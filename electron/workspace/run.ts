import { rmSync, writeFileSync } from 'node:fs';
import type { DemoUser, WorkspaceEndpoint, WorkspaceReport } from '../../core/workspace/messages.ts';
import { loadCredentials, type WorkspaceCredentials } from './credentials.ts';
import { readDemoUsers } from './demo-users.ts';
import { createWorkspaceFolder, type WorkspaceFolder } from './folder.ts';
import { takeLock, WorkspaceLockedError } from './lock.ts';
import { openWorkspace, type OpenWorkspace } from './open.ts';
import { seedDemo } from './seed-demo.ts';
import { listen, type ListeningWorkspace } from './serve.ts';

export interface RunOptions {
  readonly home: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly snapshot: string | null;
  /** Whether a workspace that holds no organization gets the demo data. */
  readonly demo: boolean;
  readonly report: (report: WorkspaceReport) => void;
}

export interface RunningWorkspace {
  readonly endpoint: WorkspaceEndpoint;
  readonly demoUsers: readonly DemoUser[];
  stop(): Promise<void>;
}

/** Opens, seeds and serves a workspace folder; reports each phase. Gives the lock back where it fails. */
export async function runWorkspace(options: RunOptions): Promise<RunningWorkspace> {
  const folder = createWorkspaceFolder(options.home);
  const unlock = takeLock(folder.lock);
  try {
    return await start(options, folder, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function start(options: RunOptions, folder: WorkspaceFolder, unlock: () => void): Promise<RunningWorkspace> {
  const { report } = options;
  // What a killed run left would send the import command to a dead port.
  rmSync(folder.endpoint, { force: true });
  report({ type: 'phase', phase: 'opening' });
  const credentials = await loadCredentials(folder.credentials);
  const workspace = await openWorkspace({ folder: folder.database, snapshot: options.snapshot }, credentials, () =>
    report({ type: 'phase', phase: 'migrating' }),
  );
  try {
    const server = await seedAndListen(options, folder, workspace, credentials);
    const endpoint = { url: server.url, publishableKey: credentials.publishableKey, pid: process.pid };
    writeFileSync(folder.endpoint, JSON.stringify(endpoint), { mode: 0o600 });
    return { endpoint, demoUsers: readDemoUsers(folder), stop: () => stop(folder, server, workspace, unlock) };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}

async function seedAndListen(
  { demo, port, report }: RunOptions,
  folder: WorkspaceFolder,
  workspace: OpenWorkspace,
  credentials: WorkspaceCredentials,
): Promise<ListeningWorkspace> {
  if (demo) {
    report({ type: 'phase', phase: 'seeding' });
    await seedDemo(workspace, folder, credentials, new Date());
  }
  report({ type: 'phase', phase: 'listening' });
  return listen(workspace, port);
}

/** The lock goes last: until the database is closed, nobody else may open it. */
async function stop(folder: WorkspaceFolder, server: ListeningWorkspace, workspace: OpenWorkspace, unlock: () => void): Promise<void> {
  rmSync(folder.endpoint, { force: true });
  await server.stop();
  try {
    await workspace.close();
  } finally {
    unlock();
  }
}

/** The report for a start that failed. */
export function failureReport(error: unknown): WorkspaceReport {
  const detail = error instanceof Error ? error.message : String(error);
  return { type: 'failed', code: error instanceof WorkspaceLockedError ? 'locked' : 'broken', detail };
}
