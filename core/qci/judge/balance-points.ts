import { CRITERIA } from '../criteria.ts';

/** Ends of the middle and of the outer range of the agent's share, and the points at each end (qci.md's table, linear between). */
const MIDDLE = { from: 0.35, to: 0.55, least: 8 } as const;
const OUTER = { from: 0.2, to: 0.7, least: 4 } as const;

/**
 * Points of talk balance for the agent's share of the talk, 0 to 1: 12 at 45 %, 8 at the ends of 35–55 %, 4 at 20 and 70 %, 0 where
 * one side alone speaks; straight lines between.
 */
export function balancePoints(agentRatio: number): number {
  const { max } = CRITERIA.talk_balance;
  const best = (MIDDLE.from + MIDDLE.to) / 2;
  const below = agentRatio < best;
  const distance = (from: number, to: number): number => Math.abs(agentRatio - from) / Math.abs(to - from);
  const [middle, outer, end] = below ? [MIDDLE.from, OUTER.from, 0] : [MIDDLE.to, OUTER.to, 1];
  const inside = (edge: number): boolean => (below ? agentRatio >= edge : agentRatio <= edge);
  if (inside(middle)) return Math.round(max - distance(best, middle) * (max - MIDDLE.least));
  if (inside(outer)) return Math.round(MIDDLE.least - distance(middle, outer) * (MIDDLE.least - OUTER.least));
  return Math.round(OUTER.least - Math.min(1, distance(outer, end)) * OUTER.least);
}
