import { useEffect, useMemo, useState } from 'react';
import { overviewInSteps, plainOverview, type Overview } from '../../../../core/qci/agreement/overview.ts';
import { inSlices } from '../../lib/in-slices.ts';
import type { Pairs } from './use-pairs.ts';

export interface DrawnOverview {
  readonly overview: Overview;
  /** How much of the intervals is drawn, 0 to 1; null once all of them are. */
  readonly share: number | null;
}

/** The numbers of some pairs: the estimates at once, their intervals while the window goes on. */
export const useOverview = (pairs: Pairs): DrawnOverview => {
  const plain = useMemo(() => plainOverview(pairs.rows, pairs.thresholds), [pairs]);
  const [drawn, setDrawn] = useState<{ of: Overview; overview: Overview } | null>(null);
  const [share, setShare] = useState(0);
  useEffect(() => {
    setShare(0);
    return inSlices(overviewInSteps(pairs.rows, pairs.thresholds), { onShare: setShare, onDone: (overview) => setDrawn({ of: plain, overview }) });
  }, [pairs, plain]);
  const isDrawn = drawn?.of === plain;
  return { overview: isDrawn ? drawn.overview : plain, share: isDrawn ? null : share };
};
