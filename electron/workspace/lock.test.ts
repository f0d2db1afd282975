import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockOwner, takeLock, WorkspaceLockedError } from './lock.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sidetone-lock-'));
  file = join(folder, 'lock.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A lock as another process would have left it, by default long ago. */
function forge(text: string, ageSeconds = 60): void {
  writeFileSync(file, text);
  const when = Date.now() / 1000 - ageSeconds;
  utimesSync(file, when, when);
}
const owner = (pid: number, startedAt = '') => JSON.stringify({ pid, startedAt });
const ownPid = () => (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid;

/** Pid of a process that has ended and been waited for. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid ?? 0;
}

describe('the lock of a workspace folder', () => {
  it('is taken, named, and given back', () => {
    const unlock = takeLock(file);
    expect(lockOwner(file)).toBe(process.pid);
    unlock();
    expect(existsSync(file)).toBe(false);
    expect(lockOwner(file)).toBeNull();
    takeLock(file)();
  });

  it('is not given twice within one process', () => {
    const unlock = takeLock(file);
    expect(() => takeLock(file)).toThrow(WorkspaceLockedError);
    unlock();
    takeLock(file)();
  });

  it('stays with a living owner, and giving it up is his alone', () => {
    forge(owner(process.ppid));
    expect(() => takeLock(file)).toThrow(WorkspaceLockedError);
    expect(lockOwner(file)).toBe(process.ppid);
    expect(existsSync(`${file}.takeover`)).toBe(false);
  });

  it('of a dead owner is taken over', async () => {
    forge(owner(await deadPid(), '12345'));
    expect(lockOwner(file)).toBeNull();
    const unlock = takeLock(file);
    expect(ownPid()).toBe(process.pid);
    unlock();
  });

  it.runIf(process.platform === 'linux')('of an owner whose pid another process has now is taken over', () => {
    forge(owner(process.ppid, '1'));
    takeLock(file)();
  });

  it('of an owner before us with our pid is taken over', () => {
    forge(owner(process.pid, '1'));
    takeLock(file)();
  });

  it.each(['', '{"pid":', '{"pid":"x"}', 'null'])('that says %j is taken over once nobody can be writing it', (text) => {
    forge(text);
    takeLock(file)();
    forge(text, 0);
    expect(() => takeLock(file)).toThrow(WorkspaceLockedError);
  });

  it('is left alone while another process looks whether its owner is gone', async () => {
    forge(owner(await deadPid(), '1'));
    writeFileSync(`${file}.takeover`, '');
    expect(() => takeLock(file)).toThrow(WorkspaceLockedError);
    utimesSync(`${file}.takeover`, 1, 1);
    takeLock(file)();
    expect(existsSync(`${file}.takeover`)).toBe(false);
  });

  it('that was lost to another is not removed by giving it back', () => {
    const unlock = takeLock(file);
    writeFileSync(file, owner(process.ppid));
    unlock();
    expect(ownPid()).toBe(process.ppid);
  });

  it('says where it cannot be written', () => {
    expect(() => takeLock(join(folder, 'missing', 'lock.json'))).toThrow('ENOENT');
  });
});
