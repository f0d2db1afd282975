import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { scoringRoutes } from '../../../../core/contract/routes/scoring.ts';
import type { JudgeBook } from '../../scoring/judge-book.ts';
import type { Scoring } from '../../scoring/scoring.ts';
import type { Desk } from '../../session/desk.ts';

export interface ScoringHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly scoring: Scoring;
  readonly judge: JudgeBook;
}

/** Scoring of many calls, and the model judge's settings. */
export function scoringHandlers({ desk, scoring, judge }: ScoringHandlerDeps): HandlersFor<typeof scoringRoutes> {
  const after = async (act: (desk: Desk) => Promise<void>) => {
    const here = await desk();
    await act(here);
    return { batches: await scoring.all(here) };
  };
  return {
    'scoring.judge': async () => judge.view(await desk()),
    'scoring.saveJudge': async (change) => {
      const saved = judge.save(await desk(), change);
      // What runs follows another number of requests at once.
      scoring.wake();
      return saved;
    },
    'scoring.setKey': async ({ key }) => {
      const saved = judge.setKey(await desk(), key);
      // What runs goes on with this key, or stops without one.
      scoring.wake();
      return saved;
    },
    'scoring.estimate': async ({ source, judge: kind }) => scoring.estimate(await desk(), source, kind),
    'scoring.start': (order) => after((here) => scoring.start(here, order)),
    'scoring.list': async () => ({ batches: await scoring.all(await desk()) }),
    'scoring.items': async ({ batchId, states, after: position, limit }) => {
      const { store } = await desk();
      const { items } = await store.listBatchItems({ batchId, states, after: position, limit });
      return { items, next: items.length === limit ? (items.at(-1)?.position ?? null) : null };
    },
    'scoring.difference': async ({ batchId }) => (await desk()).store.readDifference({ batchId }),
    'scoring.changes': async (group) => (await desk()).store.listChanges({ ...group, adoptable: false, callIds: null }),
    'scoring.adopt': async (which) => ({ adopted: await scoring.adopt(await desk(), which) }),
    'scoring.pause': ({ batchId }) => after((here) => scoring.pause(here, batchId)),
    'scoring.resume': ({ batchId }) => after((here) => scoring.resume(here, batchId)),
    'scoring.cancel': ({ batchId }) => after((here) => scoring.cancel(here, batchId)),
    'scoring.retry': ({ batchId }) => after((here) => scoring.retry(here, batchId)),
    'scoring.remove': ({ batchId }) => after((here) => scoring.remove(here, batchId)),
  };
}
