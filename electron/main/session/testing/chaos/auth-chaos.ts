import { seededRandom } from '../../../../workspace/demo/seeded-random.ts';
import { cellsOf, isRevocation, nameOf, type Cell } from './cell.ts';
import { guarded, stock } from './connect.ts';
import { installDeviceClocks } from './device-clock.ts';
import { playCell, type Played } from './play-cell.ts';
import { openAuthWorld } from './world.ts';

export const options = { seed: { type: 'string', default: '1' }, only: { type: 'string', default: '' }, naive: { type: 'boolean', default: false } } as const;
export const usage = 'auth [--seed S] [--only WORDS] [--naive]';

/** Cells at once: most of them wait. */
const LANES = 16;

/** Plays every cell of faults, tokens and clocks; holds where a person was led to sign-in in the revoked cells and in no other. */
export async function run(values: { seed: string; only: string; naive: boolean }, say: (text: string) => void): Promise<{ holds: boolean; figures: Record<string, unknown> }> {
  const random = seededRandom(values.seed);
  const cells = cellsOf(random.next).filter((cell) => nameOf(cell).includes(values.only));
  const takeBack = installDeviceClocks();
  const { warn } = console;
  // supabase-js writes every renewal that failed.
  Object.assign(console, { warn: () => undefined });
  const world = await openAuthWorld();
  const played: Played[] = [];
  const waiting = random.shuffle(cells);
  const lane = async (): Promise<void> => {
    for (let cell = waiting.pop(); cell; cell = waiting.pop()) {
      const one = await playCell(world, cell, values.naive ? stock : guarded, random.next).catch((error: unknown) => broken(cell, error));
      played.push(one);
      if (one.faults.length > 0) say(`${nameOf(one.cell)}: ${one.faults.join('; ')}`);
      if (played.length % 24 === 0) say(`${String(played.length)} of ${String(cells.length)} cells`);
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    await world.stop();
    takeBack();
    Object.assign(console, { warn });
  }
  const wrong = played.filter(({ faults }) => faults.length > 0).length;
  const figures = figuresOf(played);
  return { holds: values.naive ? figures.signedOutWrongly > 0 : wrong === 0, figures: { cells: played.length, wrong, ...figures, seed: values.seed } };
}

const broken = (cell: Cell, error: unknown): Played => ({ cell, seen: NOTHING, faults: [`the cell broke off: ${error instanceof Error ? error.message : String(error)}`] });
const NOTHING: Played['seen'] = {
  statuses: [], outbox: [], asked: [], isKept: false, cutOffAfterMs: null, soonestRetryMs: null, recoveredAfterMs: null, renewalsAfter: 0, unanswered: [],
  isSameSession: false, isSamePerson: false, isSameKey: false, keptUnsent: 0, delivered: 0, unsent: 0,
};

function figuresOf(played: readonly Played[]) {
  const most = (numbers: readonly (number | null)[]): number => Math.round(Math.max(0, ...numbers.map((one) => one ?? 0)));
  const [revoked, passing] = [played.filter(({ cell }) => isRevocation(cell.fault)), played.filter(({ cell }) => !isRevocation(cell.fault))];
  return {
    revoked: revoked.length,
    signInAsked: revoked.filter(({ seen }) => seen.statuses.includes('ended')).length,
    signedOutWrongly: passing.filter(({ faults }) => faults.includes('signed out')).length,
    mostRenewalsAfter: most(played.map(({ seen }) => seen.renewalsAfter)),
    slowestToShowMs: most(passing.filter(({ cell }) => cell.fault !== 'hang').map(({ seen }) => seen.cutOffAfterMs)),
    slowestBackMs: most(passing.filter(({ cell }) => !cell.isLong).map(({ seen }) => seen.recoveredAfterMs)),
    slowestBackAfterLongMs: most(passing.filter(({ cell }) => cell.isLong).map(({ seen }) => seen.recoveredAfterMs)),
  };
}
