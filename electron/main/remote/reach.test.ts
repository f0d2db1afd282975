import { describe, expect, it } from 'vitest';
import { createReach, isRefusal } from './reach.ts';

function aReach() {
  const heard: boolean[] = [];
  let time = 1_000_000;
  return { heard, reach: createReach((online) => void heard.push(online), () => time), pass: (ms: number) => (time += ms) };
}

describe('a workspace that refuses one path and answers others', () => {
  it('is out of reach until that path is answered', () => {
    const { heard, reach } = aReach();
    reach.answered('/list');
    reach.refused('/list');
    reach.answered('/count');
    expect(heard).toEqual([true, false]);
    reach.answered('/list');
    expect(heard).toEqual([true, false, true]);
  });

  it('is within reach again after some seconds, because nobody may ask for that path any more', () => {
    const { heard, reach, pass } = aReach();
    reach.refused('/raw');
    pass(9_999);
    reach.answered('/list');
    expect(heard).toEqual([false]);
    pass(1);
    reach.answered('/list');
    expect(heard).toEqual([false, true]);
  });

  it('refuses anew each time it says so', () => {
    const { heard, reach, pass } = aReach();
    reach.refused('/facets');
    pass(8_000);
    reach.refused('/facets');
    pass(8_000);
    reach.answered('/list');
    expect(heard).toEqual([false, false]);
  });
});

it('a network that came back counts at once', () => {
  const { heard, reach } = aReach();
  reach.missed();
  reach.answered('/list');
  expect(heard).toEqual([false, true]);
});

it.each([
  [402, true], [429, true], [500, true], [503, true], [540, true], [544, true],
  [200, false], [206, false], [400, false], [401, false], [403, false], [404, false], [409, false],
])('%i refuses everything: %s', (status, refuses) => {
  expect(isRefusal(status)).toBe(refuses);
});
