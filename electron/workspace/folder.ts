import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Everything the embedded workspace keeps, in one folder that only its owner may enter (PGlite cannot encrypt). */
export interface WorkspaceFolder {
  readonly home: string;
  readonly database: string;
  readonly recordings: string;
  readonly lock: string;
  readonly credentials: string;
  readonly demoUsers: string;
  readonly endpoint: string;
}

/** Names the places inside a workspace folder without touching the disk. */
export function workspaceFolder(home: string): WorkspaceFolder {
  return {
    home,
    database: join(home, 'database'),
    recordings: join(home, 'recordings'),
    lock: join(home, 'lock.json'),
    credentials: join(home, 'credentials.json'),
    demoUsers: join(home, 'demo-users.json'),
    endpoint: join(home, 'endpoint.json'),
  };
}

/** Makes the folder, closed to other people of the machine. */
export function createWorkspaceFolder(home: string): WorkspaceFolder {
  const folder = workspaceFolder(home);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  mkdirSync(folder.recordings, { recursive: true, mode: 0o700 });
  return folder;
}
