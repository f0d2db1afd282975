import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { profileSchema, type Profile } from './profile.ts';

/** The part of safeStorage that the session needs; main/shell supplies the real one. */
export interface SessionBox {
  /** Whether the system's keyring can seal; false also where only Chromium's fixed password is there. */
  readonly available: boolean;
  seal(text: string): Buffer;
  open(sealed: Buffer): string;
}

const contentSchema = z.object({ tokens: z.record(z.string(), z.string()), profile: profileSchema.nullable() });

export type SessionContent = z.infer<typeof contentSchema>;

const EMPTY: SessionContent = { tokens: {}, profile: null };

/** What supabase-js keeps its tokens in. */
export interface TokenStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** One file per workspace that holds tokens and profile, readable only through the keyring. */
export class SealedSession {
  readonly #file: string;
  readonly #box: SessionBox;
  readonly #notKept: (error: unknown) => void;
  #content: SessionContent = EMPTY;
  /** True while what is known here may be written to the disk. */
  #mayPersist: boolean;
  /** The file did not open; it stays for another start, until there is something to put in its place. */
  #isUnreadable = false;
  /** Rises when everything is forgotten: storages handed out before write nothing any more. */
  #era = 0;

  /** `notKept` hears of a disk or keyring that does not take what is to be kept; the session then lives on in memory. */
  constructor(file: string, box: SessionBox, mayPersist: boolean, notKept: (error: unknown) => void = () => undefined) {
    this.#file = file;
    this.#box = box;
    this.#mayPersist = mayPersist;
    this.#notKept = notKept;
  }

  /** Reads the file. One that does not open (a keyring locked, gone or changed) is left, and set aside when replaced. */
  load(): SessionContent {
    if (!this.#mayPersist || !existsSync(this.#file)) return this.#content;
    try {
      this.#content = contentSchema.parse(JSON.parse(this.#box.open(readFileSync(this.#file))));
    } catch {
      this.#isUnreadable = true;
      this.#content = EMPTY;
    }
    return this.#content;
  }

  get content(): SessionContent {
    return this.#content;
  }

  setProfile(profile: Profile | null): void {
    this.#save({ ...this.#content, profile });
  }

  /** A storage for supabase-js, good until `clear`: a refresh that comes back later must not bring a session back. */
  get storage(): TokenStorage {
    const era = this.#era;
    const change = (next: (tokens: SessionContent['tokens']) => SessionContent['tokens']): void => {
      if (era === this.#era) this.#save({ ...this.#content, tokens: next(this.#content.tokens) });
    };
    return {
      getItem: (key) => (era === this.#era ? (this.#content.tokens[key] ?? null) : null),
      setItem: (key, value) => change((tokens) => ({ ...tokens, [key]: value })),
      removeItem: (key) => change(({ [key]: _gone, ...tokens }) => tokens),
    };
  }

  /** Writes what was only in memory so far: the person agreed, or the keyring came back. */
  persist(): void {
    this.#mayPersist = true;
    this.#save(this.#content);
  }

  /** Forgets everything, on the disk too. */
  clear(): void {
    this.#era += 1;
    this.#content = EMPTY;
    this.#isUnreadable = false;
    for (const name of [this.#file, `${this.#file}.new`, `${this.#file}.unreadable`]) rmSync(name, { force: true });
  }

  #save(content: SessionContent): void {
    this.#content = content;
    if (!this.#mayPersist) return;
    try {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      const draft = `${this.#file}.new`;
      writeFileSync(draft, this.#box.seal(JSON.stringify(content)), { mode: 0o600 });
      if (this.#isUnreadable) renameSync(this.#file, `${this.#file}.unreadable`);
      this.#isUnreadable = false;
      renameSync(draft, this.#file);
    } catch (error) {
      this.#notKept(error);
    }
  }
}
