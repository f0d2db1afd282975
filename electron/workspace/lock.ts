import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const ownerSchema = z.object({ pid: z.int(), startedAt: z.string() });

/** The folder is open in another process; two openers of one PGlite folder lose rows without an error. */
export class WorkspaceLockedError extends Error {
  override readonly name = 'WorkspaceLockedError';
  readonly pid: number;

  constructor(pid: number) {
    super(`The workspace folder is open in process ${pid}.`);
    this.pid = pid;
  }
}

/**
 * When a process started, as Linux counts it (field 22 of /proc/PID/stat), so that a reused pid is not taken for the
 * owner. Elsewhere the pid alone decides.
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(owner: z.infer<typeof ownerSchema>): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const start = startOf(owner.pid);
  return start === '' || owner.startedAt === '' || start === owner.startedAt;
}

function readOwner(file: string): z.infer<typeof ownerSchema> | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Takes the folder for this process or throws WorkspaceLockedError. A lock whose owner is gone is taken over.
 * Returns the function that gives it back.
 */
export function takeLock(file: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return () => {
        if (readOwner(file)?.pid === process.pid) unlinkSync(file);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = readOwner(file);
      if (owner && owner.pid !== process.pid && isAlive(owner)) throw new WorkspaceLockedError(owner.pid);
      unlinkSync(file);
    }
  }
  throw new WorkspaceLockedError(0);
}

/** Process that holds the folder, or null; for commands that go through a running workspace. */
export function lockOwner(file: string): number | null {
  const owner = readOwner(file);
  return owner && isAlive(owner) ? owner.pid : null;
}
