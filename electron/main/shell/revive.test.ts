import { describe, expect, it } from 'vitest';
import { createReviver, type Reviving } from './revive.ts';

/** A page whose process can be killed, and what was done about it. */
function aPage(answers: (() => ReturnType<Reviving['ask']>)[]) {
  const done: string[] = [];
  let time = 1_000_000;
  const act = (what: string) => () => void done.push(what);
  const died = createReviver({
    reload: act('reload'),
    startOver: act('start over'),
    quit: act('quit'),
    now: () => time,
    ask: async () => {
      done.push('ask');
      return (answers.shift() ?? (() => Promise.reject(new Error('Asked too often.'))))();
    },
  });
  return { done, die: (afterMs: number) => ((time += afterMs), died()) };
}

const reload = () => Promise.resolve('reload' as const);
const quit = () => Promise.resolve('quit' as const);

describe('a page whose process dies', () => {
  it('comes back where it was, also when that happens now and then', async () => {
    const page = aPage([]);
    await page.die(0);
    await page.die(10_001);
    await page.die(60_000);
    expect(page.done).toEqual(['reload', 'reload', 'reload']);
  });

  it('twice within ten seconds has the person decide, and begins anew', async () => {
    const page = aPage([reload]);
    await page.die(0);
    await page.die(9_000);
    expect(page.done).toEqual(['reload', 'ask', 'start over']);
  });

  it('is closed only by the person', async () => {
    const page = aPage([quit]);
    await page.die(0);
    await page.die(100);
    expect(page.done).toEqual(['reload', 'ask', 'quit']);
  });

  it('on and on has the person decide each time', async () => {
    const page = aPage([reload, reload, quit]);
    await page.die(0);
    for (let time = 0; time < 3; time += 1) await page.die(100);
    expect(page.done).toEqual(['reload', 'ask', 'start over', 'ask', 'start over', 'ask', 'quit']);
  });

  it('begins anew also where the question cannot be shown', async () => {
    const page = aPage([() => Promise.reject(new Error('no display'))]);
    await page.die(0);
    await page.die(100);
    expect(page.done).toEqual(['reload', 'ask', 'start over']);
  });
});
