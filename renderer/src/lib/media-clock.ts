import { useCallback, useSyncExternalStore } from 'react';
import { SoloMixer } from './solo.ts';

export interface ClockState {
  /** Seconds. Follows the media each frame while it plays, and keeps a place where there is none. */
  readonly time: number;
  readonly duration: number;
  readonly playing: boolean;
  readonly rate: number;
  /** True once a source is set; without one the clock only holds a position. */
  readonly hasMedia: boolean;
  readonly failed: boolean;
}

const START: ClockState = { time: 0, duration: 0, playing: false, rate: 1, hasMedia: false, failed: false };

/** One media element as a small store: position, speed, play state. Screens subscribe to just what they show. */
export class MediaClock {
  readonly audio: HTMLAudioElement;
  /** Hears one side alone; its channels are those of the recording that is loaded. */
  readonly mixer: SoloMixer;
  #state: ClockState = START;
  readonly #listeners = new Set<() => void>();
  #frame = 0;
  /** A place chosen before the media was there; until it is taken up, what the element says of its time is not so. */
  #chosen: number | null = null;

  constructor() {
    this.audio = new Audio();
    // The mixer may only hear what the media's answer lets this page read.
    this.audio.crossOrigin = 'anonymous';
    this.mixer = new SoloMixer(this.audio);
    this.audio.preload = 'auto';
    this.audio.preservesPitch = true;
    for (const name of ['play', 'pause', 'ended', 'seeked', 'timeupdate', 'ratechange'] as const) {
      this.audio.addEventListener(name, this.#read);
    }
    this.audio.addEventListener('loadedmetadata', this.#onMetadata);
    this.audio.addEventListener('error', () => {
      if (this.#state.hasMedia) this.#set({ failed: true, playing: false });
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get state(): ClockState {
    return this.#state;
  }

  /** Points the clock at a recording, or at none; `duration` holds until the media says better. */
  load(url: string | null, duration: number): void {
    this.#set({ hasMedia: url !== null, failed: false, duration, playing: false });
    if (url === null) {
      this.audio.removeAttribute('src');
      return;
    }
    // In the document, so that the system's own tools for page media find it.
    if (!this.audio.isConnected) document.body.append(this.audio);
    if (this.audio.getAttribute('src') === url) return;
    if (this.#state.time > 0) this.#chosen = this.#state.time;
    this.audio.src = url;
  }

  setDuration(seconds: number): void {
    if (seconds > 0) this.#set({ duration: seconds });
  }

  toggle(): void {
    if (this.#state.playing) this.audio.pause();
    else this.play();
  }

  play(): void {
    if (!this.#state.hasMedia || this.#state.failed) return;
    this.audio.play().catch(() => this.#read());
  }

  seek(seconds: number): void {
    const time = Math.min(Math.max(0, seconds), this.#state.duration || seconds);
    if (this.#state.hasMedia && this.audio.readyState > 0 && this.#chosen === null) this.audio.currentTime = time;
    else this.#chosen = time;
    this.#set({ time });
  }

  seekBy(seconds: number): void {
    this.seek(this.#state.time + seconds);
  }

  setRate(rate: number): void {
    this.audio.defaultPlaybackRate = rate;
    this.audio.playbackRate = rate;
    this.#set({ rate });
  }

  /** Stops, forgets the source and all listeners. */
  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.audio.pause();
    this.audio.removeAttribute('src');
    // Without this the element keeps what it has loaded until it is collected.
    this.audio.load();
    this.audio.remove();
    this.mixer.dispose();
    this.#listeners.clear();
  }

  readonly #onMetadata = (): void => {
    if (this.#chosen !== null) this.audio.currentTime = this.#chosen;
    this.#chosen = null;
    if (Number.isFinite(this.audio.duration)) this.#set({ duration: this.audio.duration });
    this.audio.playbackRate = this.#state.rate;
  };

  readonly #read = (): void => {
    const playing = !this.audio.paused && !this.audio.ended;
    const started = this.audio.readyState > 0 && this.#chosen === null;
    this.#set({ playing, ...(started ? { time: this.audio.currentTime } : {}) });
    cancelAnimationFrame(this.#frame);
    if (playing) this.#frame = requestAnimationFrame(this.#read);
  };

  #set(change: Partial<ClockState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** A value derived from the clock; the component renders again only when that value changes. */
export const useClock = <T extends string | number | boolean | null>(
  clock: MediaClock,
  select: (state: ClockState) => T,
): T => useSyncExternalStore(clock.subscribe, useCallback(() => select(clock.state), [clock, select]));
