import { afterEach, describe, expect, it } from 'vitest';
import { MediaClock } from './media-clock.ts';

let clock: MediaClock | null = null;

/** A clock on an element that loads when the test says so. */
const aClock = () => {
  const made = new MediaClock();
  let readyState = 0;
  let currentTime = 0;
  Object.defineProperties(made.audio, {
    readyState: { get: () => readyState },
    currentTime: {
      get: () => currentTime,
      set: (seconds: number) => {
        currentTime = seconds;
      },
    },
    duration: { get: () => 120 },
  });
  clock = made;
  return {
    clock: made,
    becomeReady: () => (readyState = 1),
    say: (name: string) => made.audio.dispatchEvent(new Event(name)),
    get heardAt() {
      return currentTime;
    },
  };
};

afterEach(() => clock?.dispose());

describe('a place chosen before the recording is there', () => {
  it('is taken up once it is', () => {
    const world = aClock();
    world.clock.seek(42);
    world.clock.load('media://recording/a', 100);
    world.becomeReady();
    world.say('loadedmetadata');
    expect([world.heardAt, world.clock.state.time]).toEqual([42, 42]);
  });

  it('is not lost to an event that comes between', () => {
    const world = aClock();
    world.clock.seek(42);
    world.clock.load('media://recording/a', 100);
    world.becomeReady();
    world.say('ratechange');
    world.say('loadedmetadata');
    expect([world.heardAt, world.clock.state.time]).toEqual([42, 42]);
  });

  it('holds when the recording is loaded again', () => {
    const world = aClock();
    world.clock.load('media://recording/a', 100);
    world.becomeReady();
    world.say('loadedmetadata');
    world.clock.seek(30);
    world.clock.load(null, 100);
    world.clock.load('media://recording/b', 100);
    world.say('ratechange');
    world.say('loadedmetadata');
    expect([world.heardAt, world.clock.state.time, world.clock.state.playing]).toEqual([30, 30, false]);
  });
});
