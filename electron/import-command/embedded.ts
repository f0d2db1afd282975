import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpointSchema, type WorkspaceEndpoint } from '../../core/workspace/messages.ts';
import { readDemoUsers } from '../workspace/demo-users.ts';
import { workspaceFolder } from '../workspace/folder.ts';
import { lockOwner } from '../workspace/lock.ts';

/** A person to import as, and where; `stop` ends what was started for it. */
export interface ImportTarget {
  readonly url: string;
  readonly key: string;
  readonly email: string;
  readonly password: string;
  stop(): Promise<void>;
}

/**
 * The embedded workspace: through the running one where the app is open (two openers of its folder would lose rows),
 * else through one started for the import.
 */
export async function embeddedTarget(userData: string): Promise<ImportTarget> {
  const folder = workspaceFolder(join(userData, 'workspace'));
  const owner = lockOwner(folder.lock);
  const started = owner === null ? start(folder.home) : null;
  const stop = async (): Promise<void> => {
    if (!started || started.child.exitCode !== null) return;
    const ended = new Promise((resolve) => started.child.once('exit', resolve));
    started.child.kill('SIGTERM');
    await ended;
  };
  try {
    const { url, publishableKey: key } = started ? await started.ready : readEndpoint(folder.endpoint, owner);
    const person = readDemoUsers(folder).find((user) => user.role === 'editor' || user.role === 'admin');
    if (!person) throw new Error('The embedded workspace has no person who may import. Name one with --url, --key and --email.');
    return { url, key, email: person.email, password: person.password, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where the running workspace listens; an address that another run left is none. */
function readEndpoint(file: string, owner: number | null): WorkspaceEndpoint {
  try {
    const endpoint = endpointSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (endpoint.pid === owner) return endpoint;
  } catch {
    // Not written yet.
  }
  throw new Error('The app is open, but its workspace is not ready yet. Try again in some seconds.');
}

function start(home: string): { child: ChildProcess; ready: Promise<WorkspaceEndpoint> } {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'workspace.js'), '--home', home], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ready = new Promise<WorkspaceEndpoint>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('\n')) resolve(endpointSchema.parse(JSON.parse(said.split('\n')[0] ?? '')));
    });
    child.once('exit', (code) => reject(new Error(`The workspace ended with ${String(code)} before it was ready.`)));
  });
  return { child, ready };
}
