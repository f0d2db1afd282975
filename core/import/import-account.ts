import type { ItemPlace, PlannedItem } from './plan.ts';
import type { SetAside, SetAsideReason } from './set-aside.ts';

/** What an import did. `read = inserted + updated + unchanged + setAside.length`, always. */
export type ImportSummary = {
  read: number;
  inserted: number;
  updated: number;
  unchanged: number;
  setAside: { file: string; index: number; reason: SetAsideReason; detail: string }[];
};

/** A file of the drop; `items` is null until they were counted. */
type FileAccount = { name: string; items: number | null; settled: Set<number> };

/** Keeps account of every item of a drop, so that it adds up wherever an import ends. */
export class ImportAccount {
  readonly #files: readonly FileAccount[];
  readonly #counts = { inserted: 0, updated: 0, unchanged: 0 };
  readonly #setAside: (ItemPlace & { why: SetAside })[] = [];
  #done = 0;

  constructor(names: readonly string[]) {
    this.#files = names.map((name) => ({ name, items: null, settled: new Set<number>() }));
  }

  /** How many items a file holds. */
  count(file: number, items: number): void {
    const account = this.#files[file];
    if (account) account.items = items;
  }

  /** What became of items; `refused` says by vapi_call_id which calls the database would not take, and why. */
  settle(items: readonly PlannedItem[], refused: ReadonlyMap<string, SetAside> = new Map()): void {
    for (const item of items) {
      const { file, index } = item;
      const settled = this.#files[file]?.settled;
      if (!settled || settled.has(index)) continue;
      settled.add(index);
      this.#done += 1;
      const why = item.outcome === 'set-aside' ? item.why : refused.get(item.vapiCallId);
      if (why !== undefined) this.#setAside.push({ file, index, why });
      else if (item.outcome !== 'set-aside') this.#counts[item.outcome] += 1;
    }
  }

  get done(): number {
    return this.#done;
  }

  get total(): number {
    return this.#files.reduce((sum, { items }) => sum + (items ?? 0), 0);
  }

  /** The summary, in which everything that has no outcome stands aside for this reason; a file not yet counted as one item. */
  close(why: SetAside): ImportSummary {
    const rest = this.#files.flatMap(({ items, settled }, file) => open(items ?? 1, settled).map((index) => ({ file, index, why })));
    const setAside = [...this.#setAside, ...rest].sort((a, b) => a.file - b.file || a.index - b.index);
    return {
      read: this.#done + rest.length,
      ...this.#counts,
      setAside: setAside.map(({ file, index, why: { reason, detail } }) => ({ file: this.#files[file]?.name ?? '', index, reason, detail })),
    };
  }
}

/** The items that have no outcome. */
function open(items: number, settled: ReadonlySet<number>): number[] {
  const indexes: number[] = [];
  for (let index = 0; index < items; index += 1) if (!settled.has(index)) indexes.push(index);
  return indexes;
}
