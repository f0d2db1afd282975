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
  readonly cancelled: boolean;
  readonly error: AppError | null;
}

const readFiles = async (files: readonly File[]): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }[]> => {
  refuseTooLarge(files.reduce((sum, file) => sum + file.size, 0));
  return Promise.all(
    files.map(async (file) => ({ name: file.name.slice(0, 500), bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
};

/** One import at a time: starts it, follows its progress, cancels it. What it wrote stays. */
export const useImport = () => {
  const client = useQueryClient();
  const [state, setState] = useState<ImportState | null>(null);
  const id = useRef<string | null>(null);
  useEvent('import.progressed', ({ importId, done, total }) => {
    if (importId === id.current) setState((now) => now && { ...now, done, total });
  });
  const change = (importId: string, next: Partial<ImportState>): void => {
    if (id.current === importId) setState((now) => now && { ...now, ...next });
  };
  const start = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    const importId = crypto.randomUUID();
    id.current = importId;
    setState({
      phase: 'reading',
      files: files.map((file) => file.name),
      done: 0,
      total: 0,
      startedAt: Date.now(),
      summary: null,
      cancelled: false,
      error: null,
    });
    try {
      const read = await readFiles(files.slice(0, 200));
      change(importId, { phase: 'running' });
      const { summary, cancelled } = await request('imports.run', { importId, files: read });
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
      if (id.current !== null) void request('imports.cancel', { importId: id.current });
    },
    close: () => {
      id.current = null;
      setState(null);
    },
  };
};
