import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNames } from './file-names.ts';

describe('the names of the files in the account', () => {
  it.each([
    [['calls.json'], ['calls.json']],
    [['/a/calls.json', '/b/more.json'], ['calls.json', 'more.json']],
    [['/a/calls.json', '/b/calls.json', '/b/more.json'], ['a/calls.json', 'b/calls.json', 'more.json']],
    [['/x/a/calls.json', '/y/a/calls.json'], ['x/a/calls.json', 'y/a/calls.json']],
    [['/calls.json', '/a/calls.json'], ['/calls.json', 'a/calls.json']],
    [['./a/../calls.json', 'calls.json'], ['calls.json', 'calls.json']],
  ])('%j are %j', (paths, names) => {
    expect(fileNames(paths)).toEqual(names);
  });

  it('differ wherever the files do, and end as the path does', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'calls.json'), { minLength: 1, maxLength: 4 }).map((parts) => join('/', ...parts));
    fc.assert(
      fc.property(fc.array(path, { maxLength: 6 }), (paths) => {
        const names = fileNames(paths);
        expect(new Set(names).size).toBe(new Set(paths.map((one) => resolve(one))).size);
        names.forEach((name, i) => expect(paths[i]?.endsWith(name)).toBe(true));
      }),
    );
  });
});
