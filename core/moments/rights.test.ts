import { describe, expect, it } from 'vitest';
import { ROLES } from '../contract/routes/session.ts';
import { hindranceToAdd, hindranceToChange } from './rights.ts';

const ME = '5d0a0000-0000-4000-8000-000000000001';
const OTHER = '5d0a0000-0000-4000-8000-000000000002';

describe('rights to moments', () => {
  it('let everybody but a viewer add', () => {
    expect(ROLES.map((role) => hindranceToAdd({ role, userId: ME }))).toEqual(['viewer', null, null, null, null]);
    expect(hindranceToAdd({ role: null, userId: ME })).toBe('viewer');
    expect(hindranceToAdd({ role: 'admin', userId: null })).toBe('signed-out');
  });

  it.each([
    [ME, ['viewer', null, null, null, null]],
    [OTHER, ['viewer', 'not-yours', null, null, null]],
    [null, ['viewer', 'not-yours', null, null, null]],
  ] as const)('let change a moment of %s', (authorId, expected) => {
    expect(ROLES.map((role) => hindranceToChange({ role, userId: ME }, { authorId }))).toEqual(expected);
  });
});
