import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ImportSummary } from '../../../../core/contract/routes/imports.ts';
import type { AppError } from '../../../../core/contract/errors.ts';
import { refuseTooLarge } from '../../../../core/import/import-size.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { useEvent } from '../../bridge/use-event.ts';

export interface ImportState {
  readonly phase: 'reading' | 'running' | 'done' | 'failed';
  readonly files: readonly string[];
  readonly done: number;
  readonly total: number;
  readonly startedAt: number;
  readonly summary: ImportSummary | null;
  /** The person asked it to stop; what is being written still ends. */
  readonly stopping: boolean;
  readonly cancelled: boolean;
  readonly error: AppError | null;
}

const readFiles = async (files: readonly File[]): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }[]> => {
  refuseTooLarge(files.reduce((sum, file) => sum + file.size, 0));
  return Promise.all(
    files.map(async (file) => ({ name: file.name.slice(0, 500), bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
};

/** Files that one request takes; more of them go in several, whose counts are added. */
const FILES_AT_ONCE = 200;

const NOTHING: ImportSummary = { read: 0, inserted: 0, updated: 0, unchanged: 0, setAside: [] };

const plus = (a: ImportSummary, b: ImportSummary): ImportSummary => ({
  read: a.read + b.read,
  inserted: a.inserted + b.inserted,
  updated: a.updated + b.updated,
  unchanged: a.unchanged + b.unchanged,
  setAside: [...a.setAside, ...b.setAside],
});

/** One import at a time: starts it, follows its progress, cancels it. What it wrote stays. */
export const useImport = () => {
  const client = useQueryClient();
  const [state, setState] = useState<ImportState | null>(null);
  const id = useRef<string | null>(null);
  /** Items of the requests of this import that are over. */
  const before = useRef(0);
  const stopped = useRef(false);
  useEvent('import.progressed', ({ importId, done, total }) => {
    if (importId === id.current) setState((now) => now && { ...now, done: before.current + done, total: before.current + total });
  });
  const change = (importId: string, next: Partial<ImportState>): void => {
    if (id.current === importId) setState((now) => now && { ...now, ...next });
  };
  const start = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    const importId = crypto.randomUUID();
    id.current = importId;
    before.current = 0;
    stopped.current = false;
    setState({
      phase: 'reading',
      files: files.map((file) => file.name),
      done: 0,
      total: 0,
      startedAt: Date.now(),
      summary: null,
      stopping: false,
      cancelled: false,
      error: null,
    });
    try {
      const read = await readFiles(files);
      change(importId, { phase: 'running' });
      let summary = NOTHING;
      let cancelled = false;
      for (let at = 0; at < read.length && !stopped.current; at += FILES_AT_ONCE) {
        const answer = await request('imports.run', { importId, files: read.slice(at, at + FILES_AT_ONCE) });
        summary = plus(summary, answer.summary);
        before.current = summary.read;
        cancelled ||= answer.cancelled;
        stopped.current ||= cancelled;
      }
      change(importId, { phase: 'done', summary, cancelled });
    } catch (error) {
      change(importId, { phase: 'failed', error: toAppError(error) });
    }
    void client.invalidateQueries({ queryKey: ['calls'] });
  };
  return {
    state,
    start,
    cancel: () => {
      stopped.current = true;
      setState((now) => now && { ...now, stopping: true });
      if (id.current !== null) void request('imports.cancel', { importId: id.current });
    },
    close: () => {
      id.current = null;
      setState(null);
    },
  };
};
