import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../core/contract/errors.ts';
import type { JudgeChoices, JudgeSettings } from '../../../core/contract/routes/scoring.ts';
import type { Model } from '../../../core/qci/model/ask.ts';
import { KNOWN_PRICES, priceSchema } from '../../../core/qci/model/prices.ts';
import type { ModelJudge } from '../../../core/scoring/batch.ts';
import type { Desk } from '../session/desk.ts';
import type { Keyring } from '../session/session-deps.ts';
import { isOnThisMachine, judgeAddress } from './judge-address.ts';
import type { ModelAccess } from './openai-model.ts';

const choicesSchema = z.object({
  baseUrl: z.string().refine((text) => judgeAddress(text) === text).catch('https://api.openai.com/v1'),
  model: z.string().min(1).max(100).catch('gpt-4o-mini'),
  temperature: z.number().min(0).max(2).catch(0),
  seed: z.int().min(0).catch(7),
  concurrency: z.int().min(1).max(64).catch(8),
  timeoutSeconds: z.int().min(5).max(600).catch(60),
  prices: z.array(priceSchema).catch([...KNOWN_PRICES]),
});

/** A key and the server it belongs to; it goes to no other one. */
const keySchema = z.object({ baseUrl: z.string(), key: z.string().min(1) });
type Key = z.infer<typeof keySchema>;

export interface JudgeBookDeps {
  /** The system's keyring; null before it was opened. */
  readonly keyring: () => Pick<Keyring, 'available' | 'plain' | 'seal' | 'open'> | null;
  readonly modelOf: (access: ModelAccess) => Promise<Model>;
  readonly log: (event: string, details?: Record<string, unknown>) => void;
}

/** What the SDK is given where a server on this machine asks for no key. */
const NO_KEY = 'none';

/**
 * The model judge's settings and key, of one person in one workspace: they lie beside his store and go with it. The key is sealed by the
 * system's keyring; where nothing may reach the disk, both last until the app ends.
 */
export class JudgeBook {
  readonly #deps: JudgeBookDeps;
  /** What could not be written, by person and place. */
  readonly #inMemory = new Map<string, { choices?: JudgeChoices; key?: Key | null }>();

  constructor(deps: JudgeBookDeps) {
    this.#deps = deps;
  }

  choices(desk: Desk): JudgeChoices {
    const { directory } = desk.vault;
    const known = this.#inMemory.get(placeOf(desk))?.choices;
    return known ?? choicesSchema.parse(directory === null ? {} : (jsonOf(join(directory, 'judge.json')) ?? {}));
  }

  /** All of it but the key. */
  view(desk: Desk): JudgeSettings {
    const { key, isSealed } = this.#keyOf(desk);
    return { ...this.choices(desk), key: { kept: key === null ? 'none' : isSealed ? 'sealed' : 'memory', last4: key === null ? null : key.key.slice(-4) } };
  }

  /** Rejects `bad_request` for an address that no key may go to. */
  save(desk: Desk, change: { [K in keyof JudgeChoices]?: JudgeChoices[K] | undefined }): JudgeSettings {
    const before = this.choices(desk);
    const baseUrl = judgeAddress(change.baseUrl ?? before.baseUrl);
    if (baseUrl === null) throw new AppError('bad_request', 'No key may go to this address.', { reason: 'address' });
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const choices = choicesSchema.parse({ ...before, ...given, baseUrl });
    if (baseUrl !== before.baseUrl) this.setKey(desk, null);
    const { directory } = desk.vault;
    if (directory === null || !this.#written(() => writeWhole(join(directory, 'judge.json'), Buffer.from(JSON.stringify(choices, null, 2))))) this.#remember(desk, { choices });
    else this.#remember(desk, { choices: undefined });
    return this.view(desk);
  }

  setKey(desk: Desk, key: string | null): JudgeSettings {
    const { directory } = desk.vault;
    const keyring = this.#deps.keyring();
    const file = directory === null ? null : join(directory, 'judge.sealed');
    if (file !== null) for (const name of [file, `${file}.new`]) rmSync(name, { force: true });
    const kept = key === null ? null : { baseUrl: this.choices(desk).baseUrl, key };
    const maySeal = file !== null && keyring !== null && (keyring.available || keyring.plain);
    const isSealed = kept !== null && maySeal && this.#written(() => writeWhole(file, keyring.seal(JSON.stringify(kept))));
    this.#remember(desk, { key: isSealed ? undefined : kept });
    return this.view(desk);
  }

  /** A model that can be asked; or why not. */
  async modelFor(desk: Desk, { baseUrl, model, temperature, seed }: ModelJudge): Promise<Model | 'no_key' | 'judge_changed'> {
    const { key } = this.#keyOf(desk);
    const { baseUrl: chosen, timeoutSeconds } = this.choices(desk);
    if (baseUrl !== chosen) return 'judge_changed';
    if (key === null && !isOnThisMachine(baseUrl)) return 'no_key';
    return this.#deps.modelOf({ baseUrl, key: key?.key ?? NO_KEY, model, temperature, seed, timeoutMs: timeoutSeconds * 1000 });
  }

  #keyOf(desk: Desk): { key: Key | null; isSealed: boolean } {
    const { directory } = desk.vault;
    const inMemory = this.#inMemory.get(placeOf(desk))?.key;
    if (inMemory !== undefined) return { key: ofServer(inMemory, this.choices(desk).baseUrl), isSealed: false };
    const file = directory === null ? null : join(directory, 'judge.sealed');
    const keyring = this.#deps.keyring();
    if (file === null || keyring === null || !existsSync(file)) return { key: null, isSealed: false };
    try {
      return { key: ofServer(keySchema.parse(JSON.parse(keyring.open(readFileSync(file)))), this.choices(desk).baseUrl), isSealed: true };
    } catch {
      // A keyring that is locked, gone or another one: there is no key until the person gives it again.
      return { key: null, isSealed: false };
    }
  }

  #remember(desk: Desk, part: { choices?: JudgeChoices | undefined; key?: Key | null | undefined }): void {
    const { choices, key } = { ...this.#inMemory.get(placeOf(desk)), ...part };
    this.#inMemory.set(placeOf(desk), { ...(choices && { choices }), ...(key !== undefined && { key }) });
  }

  #written(write: () => void): boolean {
    try {
      write();
      return true;
    } catch (error) {
      this.#deps.log('judge.not-kept', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' });
      return false;
    }
  }
}

const placeOf = ({ userId, vault }: Desk): string => `${vault.directory ?? ''} ${userId}`;
const ofServer = (key: Key | null, baseUrl: string): Key | null => (key?.baseUrl === baseUrl ? key : null);

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Whole or not at all, for the owner only. */
function writeWhole(file: string, content: Buffer): void {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, content, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
