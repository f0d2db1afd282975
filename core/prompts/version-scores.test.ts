import { describe, expect, it } from 'vitest';
import { comparedRubric, leftOut, scoreUnder } from './version-scores.ts';

const version = (...scores: [rubric: string | null, n: number, mean: number, sd: number | null][]) => ({ scores: scores.map(([rubricVersion, n, mean, sd]) => ({ rubricVersion, n, mean, sd })) });
const versions = [version(['2', 30, 27.1, 6], ['3', 100, 33, 8]), version(['2', 90, 24, 5]), version([null, 5, 10, null])];

describe('scores of versions', () => {
  it('are compared under the rubric that most of them were judged by', () => {
    expect(comparedRubric(versions)).toBe('2');
    expect(comparedRubric([version(['2', 50, 1, 1]), version(['10', 50, 1, 1])])).toBe('2');
    expect(comparedRubric([version([null, 3, 1, 1])])).toBeNull();
    expect(comparedRubric([version()])).toBeUndefined();
  });

  it('of other rubrics are counted and left out', () => {
    expect(leftOut(versions, '2')).toBe(105);
    expect(scoreUnder(versions[2] ?? version(), '2')).toBeNull();
  });

  it('have the interval of their mean from twenty calls on', () => {
    // Tables give t = 1.9870 for 89 degrees of freedom, and 2.0930 for 19.
    expect(scoreUnder(version(['2', 90, 24, 5]), '2')?.half).toBeCloseTo((1.987 * 5) / Math.sqrt(90), 2);
    expect(scoreUnder(version(['2', 20, 24, 6]), '2')?.half).toBeCloseTo((2.093 * 6) / Math.sqrt(20), 2);
    expect(scoreUnder(version(['2', 19, 24, 6]), '2')).toEqual({ n: 19, mean: 24, half: null });
  });
});
