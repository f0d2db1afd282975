import type { HandlersFor } from '../../../core/contract/define.ts';
import type { AppError } from '../../../core/contract/errors.ts';
import type { AppRoutes } from '../../../core/contract/index.ts';
import type { RubricVersion, WaitingRubric } from '../../../core/contract/routes/rubric.ts';
import { DEFAULT_RUBRIC } from '../../../core/qci/rubric.ts';

export interface RubricWorld {
  /** The latest first. */
  rubrics: RubricVersion[];
  outdated: number;
  /** What this device has saved and the workspace does not have. */
  waitingRubric: WaitingRubric | null;
  failure: AppError | null;
}

/** A version of a rubric; a test changes what it is about. */
export const aRubric = (version: number, content: Partial<RubricVersion['content']> = {}, note: string | null = null): RubricVersion => ({
  version, content: { ...DEFAULT_RUBRIC, ...content, version: String(version) }, note, createdByName: 'Lena Meyer', createdAt: new Date(Date.UTC(2026, 9, version)).toISOString(),
});

/** The rubric as main answers it. */
export const fakeRubric = (world: RubricWorld) =>
  ({
    'rubric.listVersions': async () => {
      if (world.failure) throw world.failure;
      return { versions: world.rubrics, hasMore: false, waiting: world.waitingRubric, asOf: new Date().toISOString() };
    },
    'rubric.countOutdated': async () => ({ version: world.rubrics[0]?.version ?? null, count: world.outdated, capped: false, meanCost: 0.0011 }),
    'rubric.save': async ({ seen, content, note }) => {
      if (seen.version === (world.rubrics[0]?.version ?? 0)) world.rubrics = [aRubric(seen.version + 1, content, note), ...world.rubrics];
      else world.waitingRubric = { content, note, madeAt: new Date().toISOString(), state: 'parked' };
      return {};
    },
  }) satisfies Partial<HandlersFor<AppRoutes>>;
