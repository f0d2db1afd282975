import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import { importsRoutes } from '../../../../core/contract/routes/imports.ts';
import { MAX_IMPORT_BYTES } from '../../../../core/import/import-size.ts';
import { ORG } from '../../../store/testing.ts';
import type { ImportResult, ImportRun } from '../../imports/run-import.ts';
import { aDesk, SECRETS, TELLTALE } from '../testing/a-desk.ts';
import { asked } from '../testing/ask.ts';
import { importsHandlers, type ImportsHandlerDeps } from './imports.ts';

const importId = '5d0a0000-0000-4000-8000-0000000000f1';
const NOW = '2026-11-21T09:00:00.000Z';
const RESULT: ImportResult = { summary: { read: 1, inserted: 1, updated: 0, unchanged: 0, setAside: [] }, cancelled: false };
const aFile = (bytes = Uint8Array.of(91, 93)) => ({ name: 'calls.json', bytes });

const heard = { progressed: vi.fn(), written: vi.fn(), died: vi.fn() };
afterEach(() => vi.resetAllMocks());

function imports(runImport: (run: ImportRun) => Promise<ImportResult> = async () => RESULT, change: Partial<ImportsHandlerDeps> = {}) {
  const run = vi.fn(runImport);
  const desk = vi.fn(async () => aDesk({ remote: {} }));
  return { run, desk, ...asked(importsRoutes, importsHandlers({ desk, runImport: run, now: () => new Date(NOW), ...heard, ...change })) };
}

describe('an import', () => {
  it('hands the page\'s bytes on as they came, into the chosen organization', async () => {
    const { ask, run } = imports();
    const { name, bytes } = aFile();
    expect(await ask('imports.run', { importId, files: [{ name, bytes }] })).toEqual({ ok: true, value: RESULT });
    const given = run.mock.calls[0]?.[0];
    expect(given).toMatchObject({ organizationId: ORG, now: NOW, files: [{ name, source: { kind: 'bytes' } }] });
    const source = given?.files[0]?.source;
    expect(source?.kind === 'bytes' && source.bytes).toBe(bytes);
    expect(heard.written).toHaveBeenCalledOnce();
  });

  it('cannot be made to read a file of this device by its path', async () => {
    const { ask, run } = imports();
    const hostile = { importId, files: [{ name: 'x', path: '/etc/passwd' }, { name: 'x', source: { kind: 'path', path: '/etc/passwd' } }] } as never;
    expect(await ask('imports.run', hostile)).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(run).not.toHaveBeenCalled();
  });

  it('tells its progress under its own id, and of a worker that died', async () => {
    const { ask } = imports(async ({ progressed, died }) => {
      progressed(50, 120);
      died('out of memory');
      return RESULT;
    });
    await ask('imports.run', { importId, files: [aFile()] });
    expect(heard.progressed).toHaveBeenCalledExactlyOnceWith({ importId, done: 50, total: 120 });
    expect(heard.died).toHaveBeenCalledExactlyOnceWith('out of memory');
  });

  it('that breaks off has written some, so that lists are read again', async () => {
    const { ask } = imports(() => Promise.reject(new AppError('offline', 'gone')));
    expect(await ask('imports.run', { importId, files: [aFile()] })).toMatchObject({ ok: false, error: { code: 'offline' } });
    expect(heard.written).toHaveBeenCalledOnce();
  });

  it.each(['no_organization', 'not_signed_in'] as const)('without a desk is %s, and nothing is read', async (code) => {
    const { ask, run } = imports(undefined, { desk: () => Promise.reject(new AppError(code, 'no')) });
    expect(await ask('imports.run', { importId, files: [aFile()] })).toMatchObject({ ok: false, error: { code } });
    expect(run).not.toHaveBeenCalled();
    expect(heard.written).not.toHaveBeenCalled();
  });

  it('says nothing of this device, whatever goes wrong', async () => {
    const { ask, crossed } = imports(() => Promise.reject(new Error(TELLTALE)));
    await ask('imports.run', { importId, files: [aFile()] });
    for (const secret of Object.values(SECRETS)) expect(crossed()).not.toContain(secret);
  });
});

describe('the largest import', () => {
  /** A view whose length is claimed, so that no test takes 256 MB. */
  const claimed = (length: number) => aFile(new Proxy(new Uint8Array(1), { get: (target, name) => (name === 'byteLength' ? length : (Reflect.get(target, name, target) as unknown)) }));

  it.each([
    ['one file', [MAX_IMPORT_BYTES + 1]],
    ['files together', [MAX_IMPORT_BYTES / 2, MAX_IMPORT_BYTES / 2, 1]],
  ])('is told for %s in plain words, before anything is asked or read', async (_name, sizes) => {
    const { ask, run, desk } = imports();
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    expect(await ask('imports.run', { importId, files: sizes.map(claimed) })).toEqual({
      ok: false,
      error: { code: 'too_large', message: 'This is more than 256 MB. Import it in parts.', details: { bytes } },
    });
    expect(desk).not.toHaveBeenCalled();
    expect(run).not.toHaveBeenCalled();
  });

  it('is taken', async () => {
    const { ask } = imports();
    expect(await ask('imports.run', { importId, files: [claimed(MAX_IMPORT_BYTES)] })).toMatchObject({ ok: true });
  });
});

describe('cancelling', () => {
  it('reaches the import that runs, and no other', async () => {
    const signals: AbortSignal[] = [];
    let end: () => void = () => undefined;
    const running = new Promise<void>((resolve) => (end = resolve));
    const { ask } = imports(async ({ signal }) => {
      signals.push(signal);
      await running;
      return RESULT;
    });
    const other = '5d0a0000-0000-4000-8000-0000000000f2';
    const runs = [importId, other].map((id) => ask('imports.run', { importId: id, files: [aFile()] }));
    await vi.waitFor(() => expect(signals).toHaveLength(2));
    expect(await ask('imports.cancel', { importId })).toEqual({ ok: true, value: { cancelled: true } });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    end();
    await Promise.all(runs);
  });

  it('before the files have come is not forgotten, and after the end counts no more', async () => {
    const aborted: boolean[] = [];
    const { ask } = imports(async ({ signal }) => {
      aborted.push(signal.aborted);
      return RESULT;
    });
    await ask('imports.cancel', { importId });
    await ask('imports.run', { importId, files: [aFile()] });
    await ask('imports.run', { importId, files: [aFile()] });
    expect(aborted).toEqual([true, false]);
  });
});
