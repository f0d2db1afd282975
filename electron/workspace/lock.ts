import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
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

/** Locks that this process holds: its own pid in a file is otherwise that of an owner before it. */
const held = new Set<string>();

/** A file without an owner is being written by who just made it, for as long as this; later it is what a crash left. */
const WRITING_MS = 3_000;

function mayTakeOver(file: string): boolean {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  if (made === undefined) return true;
  const owner = readOwner(file);
  if (!owner) return Date.now() - made > WRITING_MS;
  return owner.pid === process.pid ? !held.has(file) : !isAlive(owner);
}

/** Makes a file that must not be there yet; false where it is. */
function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

/**
 * Removes the lock of an owner that is gone. One process at a time looks and removes, under a lock of its own:
 * otherwise the second of two that saw the same dead owner would remove the lock that the first has just taken.
 */
function clearStale(file: string): void {
  const guard = `${file}.takeover`;
  const since = statSync(guard, { throwIfNoEntry: false })?.mtimeMs;
  if (since !== undefined && Date.now() - since > WRITING_MS) rmSync(guard, { force: true });
  if (!create(guard, '')) throw new WorkspaceLockedError(0);
  try {
    if (!mayTakeOver(file)) throw new WorkspaceLockedError(readOwner(file)?.pid ?? 0);
    rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * Takes the folder for this process or throws WorkspaceLockedError. A lock whose owner is gone is taken over.
 * Returns the function that gives it back.
 */
export function takeLock(file: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) });
  if (!create(file, mine)) {
    clearStale(file);
    if (!create(file, mine)) throw new WorkspaceLockedError(readOwner(file)?.pid ?? 0);
  }
  held.add(file);
  return () => {
    if (held.delete(file) && readOwner(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** Process that holds the folder, or null; for commands that go through a running workspace. */
export function lockOwner(file: string): number | null {
  const owner = readOwner(file);
  return owner && isAlive(owner) ? owner.pid : null;
}
