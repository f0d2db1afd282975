import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { WorkspaceReport } from '../../core/workspace/messages.ts';
import { openWorkspace } from './open.ts';
import { failureReport, runWorkspace, type RunningWorkspace } from './run.ts';

/** What Electron gives a utility process; absent when this file runs under plain Node. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort;

const { values } = parseArgs({
  options: {
    home: { type: 'string' },
    port: { type: 'string', default: '0' },
    empty: { type: 'boolean', default: false },
    snapshot: { type: 'string' },
  },
  strict: false,
});

function report(message: WorkspaceReport): void {
  if (parentPort) parentPort.postMessage(message);
  else process.stderr.write(`${JSON.stringify(message)}\n`);
}

/** Writes a database with all migrations and no rows, which later first starts begin from. */
async function writeSnapshot(file: string): Promise<void> {
  const throwaway = { jwtSecret: 'only-while-the-snapshot-is-made-0000', publishableKey: '', secretKey: '' };
  const workspace = await openWorkspace({ folder: null, snapshot: null }, throwaway);
  const dump = await workspace.database.dumpDataDir('gzip');
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
  await workspace.close();
}

async function serveUntilStopped(home: string): Promise<void> {
  let running: RunningWorkspace;
  try {
    running = await runWorkspace({
      home,
      port: Number(values.port),
      snapshot: join(import.meta.dirname, 'workspace-snapshot.tar.gz'),
      demo: values.empty !== true,
      report,
    });
  } catch (error) {
    report(failureReport(error));
    process.exit(1);
  }
  const stop = (): void => {
    void running.stop().then(() => process.exit(0));
  };
  parentPort?.on('message', ({ data }) => {
    if (data === 'stop') stop();
  });
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Said last: whoever hears it may ask for the end at once, and an end that nobody handles leaves the database unclosed.
  report({ type: 'ready', endpoint: running.endpoint });
  if (!parentPort) process.stdout.write(`${JSON.stringify({ ...running.endpoint, users: running.demoUsers.map((user) => user.email) })}\n`);
}

if (typeof values.snapshot === 'string') {
  await writeSnapshot(values.snapshot);
  process.exit(0);
} else if (typeof values.home === 'string') {
  await serveUntilStopped(values.home);
} else {
  report({ type: 'failed', code: 'broken', detail: 'Name the workspace folder with --home.' });
  process.exit(1);
}
