import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkspaceReport } from '../../core/workspace/messages.ts';
import { loadCredentials } from './credentials.ts';
import { workspaceFolder } from './folder.ts';
import { lockOwner, WorkspaceLockedError } from './lock.ts';
import { failureReport, runWorkspace } from './run.ts';

let home: string;
let reports: WorkspaceReport[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sidetone-run-'));
  reports = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const run = (port = 0) => runWorkspace({ home, port, snapshot: null, demo: false, report: (report) => void reports.push(report) });

describe('a workspace folder', () => {
  it('is opened, served and given back, again and again, with the same keys', async () => {
    const folder = workspaceFolder(home);
    writeFileSync(folder.endpoint, '{"url":"http://127.0.0.1:9","publishableKey":"x","pid":1}');
    const first = await run();
    expect(reports.map((report) => (report.type === 'phase' ? report.phase : report.type))).toEqual(['opening', 'migrating', 'listening']);
    expect(JSON.parse(readFileSync(folder.endpoint, 'utf8'))).toEqual(first.endpoint);
    expect((await fetch(`${first.endpoint.url}/auth/v1/settings`, { headers: { apikey: first.endpoint.publishableKey } })).status).toBe(200);
    await expect(run()).rejects.toBeInstanceOf(WorkspaceLockedError);
    expect(existsSync(folder.endpoint)).toBe(true);
    await first.stop();
    expect(existsSync(folder.endpoint)).toBe(false);
    expect(lockOwner(folder.lock)).toBeNull();
    const second = await run();
    expect(second.endpoint.publishableKey).toBe(first.endpoint.publishableKey);
    await second.stop();
  }, 60_000);

  it('whose port is taken closes its database and gives the lock back', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    await expect(run((other.address() as AddressInfo).port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(lockOwner(workspaceFolder(home).lock)).toBeNull();
    other.close();
    await (await run()).stop();
  }, 60_000);

  it('whose database is no database gives the lock back', async () => {
    writeFileSync(join(home, 'database'), 'a file where a folder belongs');
    await expect(run()).rejects.toThrow();
    expect(lockOwner(workspaceFolder(home).lock)).toBeNull();
  });

  it('says in a code why it did not start', () => {
    expect(failureReport(new WorkspaceLockedError(7))).toMatchObject({ type: 'failed', code: 'locked' });
    expect(failureReport('torn')).toEqual({ type: 'failed', code: 'broken', detail: 'torn' });
  });
});

describe('credentials', () => {
  const file = () => join(home, 'credentials.json');

  it('are random, made once, and for the owner only', async () => {
    const made = await loadCredentials(file());
    expect(await loadCredentials(file())).toEqual(made);
    expect(statSync(file()).mode & 0o077).toBe(0);
    expect(made.publishableKey).toMatch(/^sb_publishable_/);
    expect(made.secretKey).toMatch(/^sb_secret_/);
    const other = await loadCredentials(join(home, 'other.json'));
    expect(new Set([...Object.values(made), ...Object.values(other)]).size).toBe(6);
  });

  it.each(['', '{"jwtSecret":"short"}'])('spoilt as %j are set aside and made anew', async (text) => {
    writeFileSync(file(), text);
    const made = await loadCredentials(file());
    expect(await loadCredentials(file())).toEqual(made);
    expect(readdirSync(home).sort()).toEqual(['credentials.json', 'credentials.json.unreadable']);
  });
});
