import type { HandlersFor } from '../../../core/contract/define.ts';
import type { AppError } from '../../../core/contract/errors.ts';
import type { AppRoutes } from '../../../core/contract/index.ts';
import type { PairFilter } from '../../../core/contract/routes/agreement.ts';
import type { AgreementPair } from '../../../core/qci/agreement/pair.ts';
import { seededRandom } from '../../../core/qci/seeded-random.ts';
import { uuid } from './fake-calls.ts';

export interface AgreementWorld {
  pairs: AgreementPair[];
  failure: AppError | null;
  delayMs: number;
}

/** The n-th pair: a judge that is a little kinder than two people. */
export const aPair = (n: number, change: Partial<AgreementPair> = {}): AgreementPair => {
  const random = seededRandom(n + 1);
  const points = (most: number): number => Math.floor(random() * (most + 1));
  const first = { dynamics: points(30), objections: points(20), brand: points(20), outcome: points(30) };
  const lower = (value: number): number => Math.max(0, value - Math.floor(random() * 5));
  return {
    id: `pair-${n}`, callId: uuid(n % 40), calledAt: new Date(Date.UTC(2026, 10, 20, 12) - n * 3_600_000).toISOString(), assistantName: n % 3 === 0 ? 'Solar intake · EN' : 'Запись на замер · RU',
    reviewedAt: new Date(Date.UTC(2026, 10, 21, 12) - n * 3_600_000).toISOString(), firstPerson: null, secondPerson: uuid(n % 4 === 0 ? 502 : 501), judge: n % 5 === 0 ? 'gpt-4o' : 'gpt-4o-mini',
    rubricVersion: n % 2 === 0 ? '3' : '2', blind: n % 3 !== 0, seconds: 30 + (n % 60), first,
    second: { dynamics: lower(first.dynamics), objections: lower(first.objections), brand: lower(first.brand), outcome: lower(first.outcome) }, ...change,
  };
};

const passes = (pair: AgreementPair, { mode, firstPerson, secondPerson, blind, judges, rubricVersions }: PairFilter): boolean =>
  (mode === 'ai_human') === (pair.firstPerson === null) &&
  (firstPerson === undefined || pair.firstPerson === firstPerson) &&
  (secondPerson === undefined || pair.secondPerson === secondPerson) &&
  (blind === undefined || pair.blind === blind) &&
  (judges === undefined || judges.includes(pair.judge ?? '')) &&
  (rubricVersions === undefined || rubricVersions.includes(pair.rubricVersion ?? ''));

/** Pairs as main answers them. */
export const fakeAgreement = (world: AgreementWorld) =>
  ({
    'agreement.listPairs': async ({ filter, cursor, limit }) => {
      if (world.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, world.delayMs));
      if (world.failure) throw world.failure;
      const found = world.pairs.filter((pair) => passes(pair, filter));
      const from = Number(cursor?.['at'] ?? 0);
      return { rows: found.slice(from, from + limit), next: from + limit < found.length ? { at: from + limit } : null, thresholds: { pass: 80, review: 60 }, asOf: new Date().toISOString() };
    },
    'agreement.listReasons': async ({ filter: { secondPerson } }) =>
      secondPerson === undefined ? { overrides: 8, calls: 5, reasons: [{ reason: 'missed_moment', count: 5 }, { reason: 'policy', count: 3 }] } : { overrides: 0, calls: 0, reasons: [] },
    'agreement.export': async ({ filter }) => {
      if (world.failure) throw world.failure;
      return { file: 'agreement.csv', pairs: world.pairs.filter((pair) => passes(pair, filter)).length };
    },
    'agreement.listJudges': async () => ({ judges: [{ judge: 'gpt-4o', rubricVersion: '3' }, { judge: 'gpt-4o-mini', rubricVersion: '2' }, { judge: 'gpt-4o-mini', rubricVersion: '3' }] }),
  }) satisfies Partial<HandlersFor<AppRoutes>>;
