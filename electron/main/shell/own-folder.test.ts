import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultOfFolder } from './own-folder.ts';

describe('the app’s own folder', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sidetone-own-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it.each(['plain', 'with spaces', 'Büro 1 – звонки 通話'])('called “%s” is made where it is not there, and is sound', (name) => {
    const folder = join(home, name, 'Sidetone');
    expect(faultOfFolder(folder)).toBeNull();
    expect(existsSync(folder)).toBe(true);
    expect(faultOfFolder(folder)).toBeNull();
  });

  it('that is a file, or would lie in one, is none', () => {
    writeFileSync(join(home, 'a file'), '');
    expect(faultOfFolder(join(home, 'a file'))).toContain('a file');
    expect(faultOfFolder(join(home, 'a file', 'Sidetone'))).toContain('a file');
  });
});
