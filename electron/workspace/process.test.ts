import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WorkspaceState } from '../../core/contract/routes/app.ts';
import { WorkspaceSupervisor } from '../main/workspace/supervisor.ts';
import { workspaceFolder } from './folder.ts';
import { asOwner, buildWorkspaceProgram, endOf, killed, type Started, type WorkspaceProgram } from './testing/workspace-process.ts';

const ORG = '5d0a0000-0000-4000-8000-00000000000a';
/** Longest that people wait for a workspace that died, in milliseconds; on a machine that is slow itself, three clean starts. */
const BACK_MS = 5_000;

const served = (started: Started) => {
  if ('refused' in started) throw new Error(`It did not start: ${started.refused}`);
  return started;
};

describe('the workspace as a process of its own', () => {
  let program: WorkspaceProgram;
  let home: string;
  beforeAll(async () => {
    program = await buildWorkspaceProgram('workspace-test');
  }, 60_000);
  afterAll(() => program.remove());
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sidetone-workspace-'));
  });
  afterEach(async () => {
    for (const child of program.children) if (child.exitCode === null && child.signalCode === null) await killed(child);
    rmSync(home, { recursive: true, force: true });
  });

  const addOrganization = (url: string) => asOwner(home, url, 'POST', 'organizations', { id: ORG, name: 'One' });
  const addCall = async (url: string): Promise<string> => {
    const id = randomUUID();
    await asOwner(home, url, 'POST', 'calls', { id, vapi_call_id: id, organization_id: ORG, call_type: 'web', status: 'ended' });
    return id;
  };
  const callsOf = async (url: string): Promise<string[]> => ((await asOwner(home, url, 'GET', 'calls?select=id&limit=5000')) as { id: string }[]).map(({ id }) => id);

  it('F13: a second workspace on one folder is refused and told who has it, and the lock of one that died is taken over by one alone', async () => {
    const first = program.start(home);
    const { url, pid } = served(await first.started);
    await addOrganization(url);
    const call = await addCall(url);
    const refused = await program.start(home).started;
    expect(refused).toHaveProperty('refused', expect.stringContaining('"code":"locked"'));
    expect(refused).toHaveProperty('refused', expect.stringContaining(`open in process ${String(pid)}`));
    expect(await callsOf(url)).toEqual([call]);

    await killed(first.child);
    const both = await Promise.all([program.start(home).started, program.start(home).started]);
    expect(both.filter((one) => 'refused' in one && one.refused.includes('"code":"locked"'))).toHaveLength(1);
    const [next] = both.filter((one) => 'url' in one);
    expect(await callsOf(served(next as Started).url)).toEqual([call]);
  }, 120_000);

  it('F14: a workspace that is killed while it writes holds every row it answered for, and answers again within seconds', async () => {
    const states: WorkspaceState['state'][] = [];
    const supervisor = new WorkspaceSupervisor({
      spawn: () => program.supervised(home),
      changed: ({ state }) => void states.push(state),
      now: Date.now,
      wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    });
    const answering = async (): Promise<string> => {
      const { url } = await supervisor.endpoint();
      await callsOf(url);
      return url;
    };
    supervisor.start();
    await addOrganization(await answering());
    await supervisor.stop();
    const began = Date.now();
    supervisor.start();
    await answering();
    const cleanMs = Date.now() - began;
    const acknowledged = new Set<string>();
    for (let kill = 0; kill < 2; kill += 1) {
      const url = await answering();
      const child = program.children.at(-1);
      const gone = new Promise((done) => child?.once('exit', done));
      const writer = async (): Promise<void> => {
        for (;;) acknowledged.add(await addCall(url));
      };
      const writers = Promise.allSettled([writer(), writer(), writer()]);
      while (acknowledged.size < 3 * (kill + 1)) await new Promise((done) => setTimeout(done, 20));
      child?.kill('SIGKILL');
      await gone;
      const died = Date.now();
      await writers;
      await answering();
      expect(Date.now() - died, `a clean start took ${String(cleanMs)} ms`).toBeLessThan(Math.max(BACK_MS, 3 * cleanMs));
    }
    const kept = new Set(await callsOf((await supervisor.endpoint()).url));
    expect(acknowledged.size).toBeGreaterThanOrEqual(6);
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
    expect(states.filter((state) => state === 'restarting').length).toBeGreaterThanOrEqual(2);
    await supervisor.stop();
  }, 120_000);

  it('F15: a workspace whose last port is taken listens on a free one and writes it down', async () => {
    const first = program.start(home);
    const before = served(await first.started);
    await endOf(first.child);
    const other = createServer();
    await new Promise<void>((done) => other.listen(Number(new URL(before.url).port), '127.0.0.1', done));
    const again = served(await program.start(home).started);
    expect(new URL(again.url).port).not.toBe(new URL(before.url).port);
    expect(JSON.parse(readFileSync(workspaceFolder(home).endpoint, 'utf8'))).toEqual({ url: again.url, publishableKey: again.key, pid: again.pid });
    expect((await fetch(`${again.url}/auth/v1/settings`, { headers: { apikey: again.key } })).status).toBe(200);
    other.close();
  }, 60_000);
});
