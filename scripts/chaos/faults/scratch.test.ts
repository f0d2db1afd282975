import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withMutant } from './scratch.mjs';

describe('a mutant in the copy', () => {
  let root: string;
  const text = () => readFileSync(join(root, 'a.ts'), 'utf8');
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sidetone-scratch-'));
    writeFileSync(join(root, 'a.ts'), 'one; two; two;');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is there while it is wanted, as it is written, and gone afterwards whatever happened', async () => {
    expect(await withMutant(root, { file: 'a.ts', find: 'one', replace: "$& $'" }, async () => text())).toBe("$& $'; two; two;");
    expect(text()).toBe('one; two; two;');
    await expect(withMutant(root, { file: 'a.ts', find: 'one', replace: '' }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(text()).toBe('one; two; two;');
  });

  it.each(['two', 'three'])('whose text is not there exactly once is refused: %s', async (find) => {
    await expect(withMutant(root, { file: 'a.ts', find, replace: '' }, async () => text())).rejects.toThrow('should be once');
    expect(text()).toBe('one; two; two;');
  });
});
