import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { redact } from './redact.ts';

const MAX_BYTES = 4 * 1024 * 1024;

/** A log that people can read and send: one line an event, no transcript text, no tokens. */
export interface Log {
  readonly file: string;
  info(event: string, details?: Record<string, unknown>): void;
  warn(event: string, details?: Record<string, unknown>): void;
  error(event: string, details?: Record<string, unknown>): void;
}

/** Opens the log; past 4 MB the old half is kept beside it as `.1`. A disk that takes no log does not stop the app. */
export function openLog(file: string): Log {
  const write = (level: string, event: string, details?: Record<string, unknown>): void => {
    try {
      const line = `${new Date().toISOString()} ${level} ${event}${details ? ` ${JSON.stringify(details)}` : ''}`;
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      rotate(file);
      appendFileSync(file, `${redact(line)}\n`, { mode: 0o600 });
    } catch {
      // A full or read-only disk, or details that are no JSON: nothing better can be done with a log line.
    }
  };
  return {
    file,
    info: (event, details) => write('info', event, details),
    warn: (event, details) => write('warn', event, details),
    error: (event, details) => write('error', event, details),
  };
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_BYTES) renameSync(file, `${file}.1`);
}
