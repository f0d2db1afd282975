import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RouteInput } from '../../../../core/contract/index.ts';
import { createMemoryBridge } from '../../bridge/memory-bridge.ts';
import { aWorld, fakeMain } from '../../testing/fake-main.ts';
import { useImport } from './use-import.ts';

type Run = RouteInput<'imports.run'>;

const files = (count: number): File[] => Array.from({ length: count }, (_, n) => new File(['{}'], `${String(n)}.json`));

const hookOn = (run: (input: Run) => Promise<boolean>) => {
  const asked: Run[] = [];
  const bridge = createMemoryBridge(
    fakeMain(aWorld(), {
      'imports.run': async (input) => {
        asked.push(input);
        const cancelled = await run(input);
        return { summary: { read: input.files.length, inserted: input.files.length, updated: 0, unchanged: 0, setAside: [] }, cancelled };
      },
    }),
  );
  Object.defineProperty(window, 'sidetone', { configurable: true, value: bridge });
  const wrapper = ({ children }: { children: React.ReactNode }): React.JSX.Element => (
    <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>
  );
  return { asked, hook: renderHook(() => useImport(), { wrapper }).result };
};

describe('an import of more files than a request takes', () => {
  it('asks several times, leaves no file out and adds the counts', async () => {
    const { asked, hook } = hookOn(async () => false);
    await act(() => hook.current.start(files(450)));
    await waitFor(() => expect(hook.current.state?.phase).toBe('done'));
    expect(asked.map((one) => one.files.length)).toEqual([200, 200, 50]);
    expect(new Set(asked.flatMap((one) => one.files.map(({ name }) => name))).size).toBe(450);
    expect(hook.current.state?.summary).toEqual({ read: 450, inserted: 450, updated: 0, unchanged: 0, setAside: [] });
  });

  it('asks no further once it is cancelled', async () => {
    const { asked, hook } = hookOn(async () => true);
    await act(() => hook.current.start(files(450)));
    await waitFor(() => expect(hook.current.state?.phase).toBe('done'));
    expect(asked).toHaveLength(1);
    expect(hook.current.state?.cancelled).toBe(true);
  });

  it('says that it stops from the press on, until what was asked is answered', async () => {
    let answer: (cancelled: boolean) => void = () => undefined;
    const { hook } = hookOn(() => new Promise((resolve) => (answer = resolve)));
    act(() => void hook.current.start(files(3)));
    await waitFor(() => expect(hook.current.state?.phase).toBe('running'));
    expect(hook.current.state?.stopping).toBe(false);
    act(() => hook.current.cancel());
    expect(hook.current.state).toMatchObject({ phase: 'running', stopping: true });
    await act(async () => answer(true));
    await waitFor(() => expect(hook.current.state?.phase).toBe('done'));
  });
});
