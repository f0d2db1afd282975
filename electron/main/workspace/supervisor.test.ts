import { describe, expect, it } from 'vitest';
import type { WorkspaceState } from '../../../core/contract/routes/app.ts';
import { WorkspaceSupervisor, type WorkspaceProcess } from './supervisor.ts';

const endpoint = { url: 'http://127.0.0.1:5000', publishableKey: 'sb_publishable_x', pid: 7 };

class FakeProcess implements WorkspaceProcess {
  report: (message: unknown) => void = () => undefined;
  exit: (code: number) => void = () => undefined;
  stopped = false;
  onReport(listen: (message: unknown) => void): void {
    this.report = listen;
  }
  onExit(listen: (code: number) => void): void {
    this.exit = listen;
  }
  stop(): Promise<void> {
    this.stopped = true;
    return Promise.resolve();
  }
}

function aSupervisor() {
  const processes: FakeProcess[] = [];
  const states: WorkspaceState['state'][] = [];
  const supervisor = new WorkspaceSupervisor({
    spawn: () => {
      const started = new FakeProcess();
      processes.push(started);
      return started;
    },
    changed: (state) => states.push(state.state),
    now: () => 1000,
    wait: () => Promise.resolve(),
  });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { supervisor, processes, states, settle };
}

describe('workspace supervisor', () => {
  it('answers everybody who waited once the process is ready', async () => {
    const { supervisor, processes } = aSupervisor();
    supervisor.start();
    const waiting = [supervisor.endpoint(), supervisor.endpoint()];
    processes[0]?.report({ type: 'phase', phase: 'opening' });
    processes[0]?.report({ type: 'ready', endpoint });
    expect(await Promise.all(waiting)).toEqual([endpoint, endpoint]);
  });

  it('starts at its moment only; who asks before it waits, and a stop before it holds', async () => {
    const { supervisor, processes, settle } = aSupervisor();
    let come: () => void = () => undefined;
    const moment = new Promise<void>((resolve) => {
      come = resolve;
    });
    void supervisor.startAfter(moment);
    const waiting = supervisor.endpoint();
    await settle();
    expect(processes).toHaveLength(0);
    come();
    await settle();
    processes[0]?.report({ type: 'ready', endpoint });
    expect(await waiting).toEqual(endpoint);

    const stopped = aSupervisor();
    void stopped.supervisor.startAfter(Promise.resolve());
    await stopped.supervisor.stop();
    await settle();
    expect(stopped.processes).toHaveLength(0);
  });

  it('starts a process that died again, and says so', async () => {
    const { supervisor, processes, states, settle } = aSupervisor();
    supervisor.start();
    processes[0]?.report({ type: 'ready', endpoint });
    processes[0]?.exit(1);
    const waiting = supervisor.endpoint();
    await settle();
    processes[1]?.report({ type: 'ready', endpoint: { ...endpoint, pid: 8 } });
    expect((await waiting).pid).toBe(8);
    expect(states).toContain('restarting');
  });

  it('gives up on a process that dies at once every time, with its reason', async () => {
    const { supervisor, processes, settle } = aSupervisor();
    supervisor.start();
    const waiting = supervisor.endpoint();
    const outcome = expect(waiting).rejects.toMatchObject({ code: 'workspace_unavailable', message: 'disk is full' });
    for (let i = 0; i < 4; i += 1) {
      processes[i]?.report({ type: 'failed', code: 'broken', detail: 'disk is full' });
      processes[i]?.exit(1);
      await settle();
    }
    await outcome;
    expect(supervisor.state).toEqual({ state: 'failed', detail: 'disk is full' });
    expect(processes).toHaveLength(4);
  });

  it('does not start again what was stopped on purpose', async () => {
    const { supervisor, processes, settle } = aSupervisor();
    supervisor.start();
    await supervisor.stop();
    processes[0]?.exit(0);
    await settle();
    expect(processes).toHaveLength(1);
    expect(processes[0]?.stopped).toBe(true);
    await expect(supervisor.endpoint()).rejects.toMatchObject({ code: 'workspace_unavailable' });
  });

  it('ignores words that are not of the protocol', () => {
    const { supervisor, processes } = aSupervisor();
    supervisor.start();
    processes[0]?.report({ type: 'ready', endpoint: { url: 5 } });
    expect(supervisor.state.state).toBe('starting');
  });
});
