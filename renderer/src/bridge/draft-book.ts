import { request } from './request.ts';

/** Longest time for which typed text exists nowhere but on the screen. */
const PAUSE_MS = 300;

/** The half-typed texts of one call, or of one assistant's prompt: the screen's own, and what of them is on disk. */
export class DraftBook {
  readonly #callId: string;
  readonly #texts = new Map<string, string>();
  readonly #unsaved = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isLoaded = false;

  constructor(callId: string) {
    this.#callId = callId;
  }

  /** Takes up what was kept of another time. What is typed meanwhile stands. */
  async load(): Promise<void> {
    try {
      const { drafts } = await request('drafts.list', { callId: this.#callId });
      for (const { field, text } of drafts) if (!this.#texts.has(field)) this.#texts.set(field, text);
    } finally {
      this.#isLoaded = true;
      this.#tell();
    }
  }

  /** Whether it is known what was kept of another time, or that it cannot be known. */
  readonly isLoaded = (): boolean => this.#isLoaded;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The text of a field; null where nothing is half-typed. */
  get(field: string): string | null {
    return this.#texts.get(field) || null;
  }

  /** The fields that hold a text. */
  fields(): string[] {
    return [...this.#texts].flatMap(([field, text]) => (text === '' ? [] : [field]));
  }

  /** Says what a field holds now. It is on disk within the pause, however fast one types. */
  set(field: string, text: string): void {
    this.#texts.set(field, text);
    this.#unsaved.add(field);
    this.#timer ??= setTimeout(this.flush, PAUSE_MS);
    this.#tell();
  }

  /** The text has gone where it belongs, or is given up. */
  end(field: string): void {
    if (this.get(field) === null) return;
    this.set(field, '');
    this.flush();
  }

  /** Sends to disk what is not there yet. */
  readonly flush = (): void => {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const fields = [...this.#unsaved];
    this.#unsaved.clear();
    for (const field of fields) {
      request('drafts.save', { callId: this.#callId, field, text: this.#texts.get(field) ?? '' }).catch(() => this.#unsaved.add(field));
    }
  };

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
