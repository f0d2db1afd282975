import { describe, expect, it, vi } from 'vitest';
import { callIdOf, ORG } from '../../../store/testing.ts';
import { watchChanges } from './change-watch.ts';
import { aDesk, aStore, refuses } from './testing/call-desk.ts';

const [one, two] = [callIdOf(1), callIdOf(2)];

describe('the watch over calls on screen', () => {
  it('names those whose stamp is another than when they were read, once', async () => {
    const stamps = new Map([[one, 'a'], [two, 'b']]);
    const callStamps = vi.fn(async () => new Map(stamps));
    const desk = aDesk(aStore(), { callStamps });
    const watch = watchChanges();
    watch.seen(one, 'a');
    expect(await watch.changed(desk, [one, two])).toEqual([]);
    stamps.set(one, 'a2');
    stamps.set(two, 'b2');
    expect(await watch.changed(desk, [one, two])).toEqual([one, two]);
    expect(await watch.changed(desk, [one, two])).toEqual([]);
    watch.seen(one, null);
    stamps.set(one, 'a3');
    expect(await watch.changed(desk, [one, two])).toEqual([]);
    expect(callStamps).toHaveBeenCalledWith(ORG, [one, two]);
  });

  it('asks for nothing where nothing is on screen, and passes on that it cannot ask', async () => {
    const callStamps = vi.fn(refuses('offline'));
    expect(await watchChanges().changed(aDesk(aStore(), { callStamps }), [])).toEqual([]);
    expect(callStamps).not.toHaveBeenCalled();
    await expect(watchChanges().changed(aDesk(aStore(), { callStamps }), [one])).rejects.toMatchObject({ code: 'offline' });
  });
});
