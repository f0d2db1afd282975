import { useMemo, useState } from 'react';
import { findHits, type Hit } from './find.ts';
import type { TranscriptModel } from './model.ts';

export interface Find {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly hits: readonly Hit[];
  /** True where there are more than `hits` holds. */
  readonly capped: boolean;
  readonly hitsOfTurn: ReadonlyMap<number, readonly Hit[]>;
  readonly current: Hit | null;
  readonly position: number;
  readonly step: (by: 1 | -1) => void;
}

const groupByTurn = (hits: readonly Hit[]): ReadonlyMap<number, readonly Hit[]> => {
  const groups = new Map<number, Hit[]>();
  for (const hit of hits) {
    const group = groups.get(hit.turn);
    if (group) group.push(hit);
    else groups.set(hit.turn, [hit]);
  }
  return groups;
};

/** Find in transcript: the words, what they find, and which find is looked at. */
export const useFind = (model: TranscriptModel): Find => {
  const [state, setState] = useState({ query: '', position: 0 });
  const { hits, capped } = useMemo(() => findHits(model, state.query), [model, state.query]);
  const hitsOfTurn = useMemo(() => groupByTurn(hits), [hits]);
  const step = (by: 1 | -1): void => {
    if (hits.length > 0) setState({ ...state, position: (state.position + by + hits.length) % hits.length });
  };
  return {
    query: state.query,
    setQuery: (query) => setState({ query, position: 0 }),
    hits,
    capped,
    hitsOfTurn,
    current: hits[state.position] ?? null,
    position: state.position,
    step,
  };
};
