import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from './log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sidetone-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the log', () => {
  it('has one line an event, whatever the words, without secrets, for the owner only', () => {
    const log = openLog(join(folder, 'logs', 'a.log'));
    log.info('start', { note: 'two\nlines' });
    log.error('request', { body: '{"password":"hunter 22","x":1}', header: 'Basic dXNlcjpwYXNz' });
    const lines = readFileSync(log.file, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^\d{4}-.+Z info start \{"note":"two\\nlines"\}$/);
    expect(lines[1]).not.toMatch(/hunter|dXNl/);
    expect(statSync(log.file).mode & 0o077).toBe(0);
  });

  it('puts the old half aside when it has grown', () => {
    const file = join(folder, 'a.log');
    writeFileSync(file, 'x'.repeat(4 * 1024 * 1024 + 1));
    openLog(file).warn('after');
    expect(readFileSync(file, 'utf8')).toMatch(/^\S+ warn after\n$/);
    expect(statSync(`${file}.1`).size).toBeGreaterThan(4 * 1024 * 1024);
  });

  it('stops nothing where it cannot be written, or has nothing writable to say', () => {
    writeFileSync(join(folder, 'logs'), 'a file where a folder belongs');
    openLog(join(folder, 'logs', 'a.log')).info('start');
    const round: Record<string, unknown> = {};
    round['self'] = round;
    openLog(join(folder, 'b.log')).info('round', round);
  });
});
