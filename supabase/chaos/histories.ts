import { type History, playHistory } from './history.ts';
import { Workspace } from './workspace.ts';

/** So many histories that diverged are told of. */
const MOST_TOLD = 10;

/** What histories came to: how many did not end as the oracle says, and what happened in all of them together. */
export interface Figures {
  readonly histories: number;
  readonly divergences: number;
  readonly seed: number;
  readonly deeds: number;
  readonly sendings: number;
  readonly conflicts: number;
  readonly restarts: number;
}

/** Plays n histories, each from a seed of its own that follows from the one given; `tell` hears of each that diverged. */
export async function playHistories(workspace: Workspace, { n, seed, naive, tell }: { n: number; seed: number; naive: boolean; tell: (line: string) => void }): Promise<Figures> {
  const all: History = { faults: [], deeds: 0, sendings: 0, conflicts: 0, restarts: 0 };
  let divergences = 0;
  for (let at = 0; at < n; at += 1) {
    const one = await playHistory(workspace, seedOf(seed, at), naive);
    for (const key of ['deeds', 'sendings', 'conflicts', 'restarts'] as const) all[key] += one[key];
    if (one.faults.length === 0) continue;
    divergences += 1;
    tell(`history ${at} of seed ${seed}: ${one.faults.join('; ')}`);
  }
  const { faults: _, ...counts } = all;
  return { histories: n, divergences, seed, ...counts };
}

const DEFAULT_SEED = '20261128';

export const usage = `histories [--n 10000] [--seed ${DEFAULT_SEED}] [--naive]`;
export const options = { n: { type: 'string', default: '10000' }, seed: { type: 'string', default: DEFAULT_SEED }, naive: { type: 'boolean', default: false } } as const;

/** The command's group: the claim is that none diverges, and of naive ones that some do. */
export async function run(values: { n: string; seed: string; naive: boolean }, say: (line: string) => void): Promise<{ holds: boolean; figures: Figures }> {
  const [n, seed] = [Number(values.n), Number(values.seed)];
  if (!Number.isSafeInteger(n) || n < 1) throw new Error(`"${values.n}" is no number of histories.`);
  if (!Number.isSafeInteger(seed)) throw new Error(`"${values.seed}" is no seed.`);
  say(`${n} histories of seed ${seed}${values.naive ? ', naive' : ''} (some ${Math.ceil(n / 900)} min)`);
  const workspace = new Workspace();
  let told = 0;
  const figures = await playHistories(workspace, { n, seed, naive: values.naive, tell: (line) => void ((told += 1) <= MOST_TOLD && say(line.slice(0, 2000))) });
  await workspace.close();
  if (told > MOST_TOLD) say(`and ${told - MOST_TOLD} more`);
  return { holds: values.naive ? figures.divergences > 0 : figures.divergences === 0, figures };
}

/** Neighbouring seeds share no history. */
const seedOf = (seed: number, at: number): number => Math.imul(seed, 0x9e3779b1) + Math.imul(at + 1, 0x85ebca6b);
