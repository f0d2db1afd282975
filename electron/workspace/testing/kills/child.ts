import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceProcess } from '../../../main/workspace/supervisor.ts';

/** A workspace's process that can be killed. */
export interface KillableProcess extends WorkspaceProcess {
  readonly pid: number;
  readonly gone: Promise<void>;
  kill(): void;
  /** Milliseconds of processor that it has used, which a busy machine does not change; null where the system does not tell. */
  processorMs(): number | null;
}

/** Starts the built workspace under plain Node; its reports come as lines. */
export function startChild(home: string): KillableProcess {
  const child = spawn(process.execPath, [join(process.cwd(), 'out/main/workspace.js'), '--home', home], { stdio: ['ignore', 'ignore', 'pipe'] });
  process.once('exit', () => child.kill('SIGKILL'));
  let heard = '';
  let listening: (message: unknown) => void = () => undefined;
  child.stderr.on('data', (chunk: Buffer) => {
    const lines = (heard + chunk.toString('utf8')).split('\n');
    heard = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('{')) listening(JSON.parse(line));
  });
  const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  return {
    pid: child.pid ?? 0,
    gone,
    kill: () => void child.kill('SIGKILL'),
    processorMs: () => processorMsOf(child.pid ?? 0),
    onReport: (listen) => void (listening = listen),
    onExit: (listen) => void child.once('exit', (code) => listen(code ?? 1)),
    stop: () => {
      child.kill('SIGTERM');
      return gone;
    },
  };
}

/** User and system time of a process, as Linux counts them in hundredths of a second. */
function processorMsOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}
