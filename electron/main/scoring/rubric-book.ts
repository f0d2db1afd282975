import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rubricSchema, type Rubric } from '../../../core/qci/rubric.ts';
import type { Desk } from '../session/desk.ts';

export interface RubricBookDeps {
  readonly isCutOff: (error: unknown) => boolean;
  readonly log: (event: string, details?: Record<string, unknown>) => void;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What calls are measured by, as the workspace had it last: a call that is scored without a network is measured as it would be with one.
 * It lies beside the person's store, sealed by the same key, and goes with it; where nothing may reach the disk it lasts until the app ends.
 */
export class RubricBook {
  readonly #deps: RubricBookDeps;
  /** By person, place and organization. */
  readonly #known = new Map<string, Rubric>();

  constructor(deps: RubricBookDeps) {
    this.#deps = deps;
  }

  /** The organization's rubric now. Rejects where the workspace is out of reach and none was ever read here, or as the workspace does. */
  async current(desk: Desk): Promise<Rubric> {
    try {
      const rubric = await (await desk.remote()).currentRubric(desk.organizationId);
      this.#remember(desk, rubric);
      return rubric;
    } catch (error) {
      const kept = this.#deps.isCutOff(error) ? (this.#known.get(placeOf(desk)) ?? this.#read(desk)) : null;
      if (kept === null) throw error;
      return kept;
    }
  }

  #remember(desk: Desk, rubric: Rubric): void {
    const place = placeOf(desk);
    if (JSON.stringify(this.#known.get(place)) === JSON.stringify(rubric)) return;
    this.#known.set(place, rubric);
    const { directory } = desk.vault;
    if (directory === null) return;
    try {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      writeFileSync(`${fileOf(desk, directory)}.new`, sealed(desk, JSON.stringify(rubric)), { mode: 0o600 });
      renameSync(`${fileOf(desk, directory)}.new`, fileOf(desk, directory));
    } catch (error) {
      this.#deps.log('rubric.not-kept', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' });
    }
  }

  #read(desk: Desk): Rubric | null {
    const { directory } = desk.vault;
    if (directory === null) return null;
    try {
      return rubricSchema.parse(JSON.parse(opened(desk, readFileSync(fileOf(desk, directory)))));
    } catch {
      // None was kept, it is damaged, or another version wrote it: to measure by a guess would be to measure wrongly.
      return null;
    }
  }
}

const placeOf = ({ userId, organizationId, vault }: Desk): string => `${vault.directory ?? ''} ${userId} ${organizationId}`;
const fileOf = ({ organizationId }: Desk, directory: string): string => join(directory, `rubric-${organizationId}.sealed`);

/** A key for this alone, and for one organization: what is sealed for one opens for no other. */
const keyOf = ({ vault, organizationId }: Desk): Buffer => Buffer.from(hkdfSync('sha256', Buffer.from(vault.keyHex, 'hex'), organizationId, 'sidetone rubric', 32));

function sealed(desk: Desk, text: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(desk), iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function opened(desk: Desk, bytes: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(desk), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}
