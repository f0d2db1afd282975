import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
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

export interface Histories {
  readonly n: number;
  readonly seed: number;
  /** The number of the first one: the same number of the same seed is the same history. */
  readonly from?: number;
  readonly naive: boolean;
  readonly tell: (line: string) => void;
}

/** Plays n histories, each from a seed of its own that follows from the one given; `tell` hears of each that diverged. */
export async function playHistories(workspace: Workspace, { n, seed, from = 0, naive, tell }: Histories): Promise<Figures> {
  const all: History = { faults: [], deeds: 0, sendings: 0, conflicts: 0, restarts: 0 };
  let divergences = 0;
  for (let at = from; at < from + n; at += 1) {
    const one = await playHistory(workspace, seedOf(seed, at), naive);
    for (const key of ['deeds', 'sendings', 'conflicts', 'restarts'] as const) all[key] += one[key];
    if (one.faults.length === 0) continue;
    divergences += 1;
    tell(`history ${at} of seed ${seed}: ${one.faults.join('; ')}`);
  }
  const { faults: _, ...counts } = all;
  return { histories: n, divergences, seed, ...counts };
}

/** Fewer are not worth a process. */
const HISTORIES_A_PROCESS = 500;

const DEFAULT_SEED = '20261128';

export const usage = `histories [--n 10000] [--seed ${DEFAULT_SEED}] [--from 0] [--naive]`;
export const options = {
  n: { type: 'string', default: '10000' }, seed: { type: 'string', default: DEFAULT_SEED }, from: { type: 'string', default: '0' }, alone: { type: 'boolean', default: false }, naive: { type: 'boolean', default: false },
} as const;

interface Values { n: string; seed: string; from: string; alone: boolean; naive: boolean }

/** The command's group: the claim is that none diverges, and of naive ones that some do. */
export async function run(values: Values, say: (line: string) => void, refuse: (why: string) => never): Promise<{ holds: boolean; figures: Figures }> {
  const whole = (text: string, least: number): number => {
    const number = Number(text);
    return Number.isSafeInteger(number) && number >= least ? number : refuse(`"${text}" is no whole number from ${least} on.`);
  };
  const [n, seed, from] = [whole(values.n, 1), whole(values.seed, 0), whole(values.from, 0)];
  const { naive } = values;
  const shards = values.alone ? 1 : Math.min(availableParallelism(), Math.ceil(n / HISTORIES_A_PROCESS));
  if (shards === 1) say(`${n} histories of seed ${seed}${naive ? ', naive' : ''}`);
  const figures = shards === 1 ? await playAlone({ n, seed, from, naive, tell: say }) : await playTogether({ n, seed, from, naive, tell: say }, shards);
  return { holds: naive ? figures.divergences > 0 : figures.divergences === 0, figures };
}

async function playAlone(histories: Histories): Promise<Figures> {
  const workspace = new Workspace();
  let told = 0;
  try {
    return await playHistories(workspace, { ...histories, tell: (line) => void ((told += 1) <= MOST_TOLD && histories.tell(line.slice(0, 2000))) });
  } finally {
    await workspace.close();
  }
}

/** The same, by so many processes at once, because a PGlite has one thread: each plays a part by this very command. */
async function playTogether({ n, seed, from = 0, naive }: Histories, shards: number): Promise<Figures> {
  const bounds = Array.from({ length: shards + 1 }, (_, at) => from + Math.floor((at * n) / shards));
  const parts = await Promise.all(bounds.slice(1).map((end, at) => playPart(bounds[at] ?? from, end, seed, naive)));
  const total = (key: Exclude<keyof Figures, 'seed'>): number => parts.reduce((sum, part) => sum + part[key], 0);
  return {
    histories: total('histories'), divergences: total('divergences'), seed, deeds: total('deeds'), sendings: total('sendings'), conflicts: total('conflicts'), restarts: total('restarts'),
  };
}

function playPart(from: number, end: number, seed: number, naive: boolean): Promise<Figures> {
  const script = fileURLToPath(new URL('../../scripts/chaos.mjs', import.meta.url));
  const args = [script, 'histories', '--from', String(from), '--n', String(end - from), '--seed', String(seed), '--alone', ...(naive ? ['--naive'] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (data) => void (out += String(data)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const last = out.trim().split('\n').at(-1) ?? '';
      if (last.startsWith('{')) resolve(JSON.parse(last) as Figures);
      else reject(new Error(`a part of the histories ended with ${String(code)} and no figures`));
    });
  });
}

/** Neighbouring seeds share no history. */
const seedOf = (seed: number, at: number): number => Math.imul(seed, 0x9e3779b1) + Math.imul(at + 1, 0x85ebca6b);
