import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { membershipSchema } from '../../../core/contract/routes/session.ts';

/** The part of safeStorage that the session needs; main/shell supplies the real one. */
export interface SessionBox {
  /** Whether the system's keyring can seal; false also where only Chromium's fixed password is there. */
  readonly available: boolean;
  seal(text: string): Buffer;
  open(sealed: Buffer): string;
}

/** Who was signed in, kept so that the app knows it before any network answers. */
export const profileSchema = z.object({
  user: z.object({ id: z.uuid(), email: z.string(), displayName: z.string() }),
  memberships: z.array(membershipSchema),
  organizationId: z.uuid().nullable(),
});

const contentSchema = z.object({ tokens: z.record(z.string(), z.string()), profile: profileSchema.nullable() });

export type Profile = z.infer<typeof profileSchema>;
export type SessionContent = z.infer<typeof contentSchema>;

const EMPTY: SessionContent = { tokens: {}, profile: null };

/** One file per workspace that holds tokens and profile, readable only through the keyring. */
export class SealedSession {
  readonly #file: string;
  readonly #box: SessionBox;
  #content: SessionContent = EMPTY;
  /** True while what is known here may be written to the disk. */
  #mayPersist: boolean;

  constructor(file: string, box: SessionBox, mayPersist: boolean) {
    this.#file = file;
    this.#box = box;
    this.#mayPersist = mayPersist;
  }

  /** Reads the file; a file that does not open (another keyring, another person) is set aside, not destroyed. */
  load(): SessionContent {
    if (!this.#mayPersist || !existsSync(this.#file)) return this.#content;
    try {
      this.#content = contentSchema.parse(JSON.parse(this.#box.open(readFileSync(this.#file))));
    } catch {
      renameSync(this.#file, `${this.#file}.unreadable`);
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

  /** The storage that supabase-js is given. */
  readonly storage = {
    getItem: (key: string): string | null => this.#content.tokens[key] ?? null,
    setItem: (key: string, value: string): void => this.#save({ ...this.#content, tokens: { ...this.#content.tokens, [key]: value } }),
    removeItem: (key: string): void => {
      const { [key]: _gone, ...tokens } = this.#content.tokens;
      this.#save({ ...this.#content, tokens });
    },
  };

  /** Writes what was only in memory so far: the person agreed, or the keyring came back. */
  persist(): void {
    this.#mayPersist = true;
    this.#save(this.#content);
  }

  /** Forgets everything, on the disk too. */
  clear(): void {
    this.#content = EMPTY;
    rmSync(this.#file, { force: true });
  }

  #save(content: SessionContent): void {
    this.#content = content;
    if (!this.#mayPersist) return;
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    const draft = `${this.#file}.new`;
    writeFileSync(draft, this.#box.seal(JSON.stringify(content)), { mode: 0o600 });
    renameSync(draft, this.#file);
  }
}
