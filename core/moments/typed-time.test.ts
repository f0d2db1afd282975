import { describe, expect, it } from 'vitest';
import { parseTypedTime, typedTime } from './typed-time.ts';

describe('a typed time', () => {
  it.each([
    ['02:14', 134_000],
    [' 2:14.5 ', 134_500],
    ['2:14,25', 134_250],
    ['134', 134_000],
    ['1:02:14', 3_734_000],
    ['90:00', 5_400_000],
    ['0', 0],
  ])('%s is %i ms', (text, ms) => expect(parseTypedTime(text)).toBe(ms));

  it.each(['', '-1', '02:', ':14', '1:2:3:4', 'two', '02:14.', '1e3', '٢:١٤'])('is none in “%s”', (text) => expect(parseTypedTime(text)).toBeNull());

  it.each([0, 134_000, 134_500, 3_734_900])('is read back as it was shown: %i', (ms) => expect(parseTypedTime(typedTime(ms))).toBe(ms));

  it('is shown to the tenth, and to the second where that is all', () => {
    expect([134_000, 134_049, 134_050, 59_960, 3_600_000].map(typedTime)).toEqual(['02:14', '02:14', '02:14.1', '01:00', '1:00:00']);
  });
});
