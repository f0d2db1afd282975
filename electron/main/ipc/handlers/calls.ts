import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { keptSort, type CallFilter } from '../../../../core/calls/filters.ts';
import type { HandlersFor } from '../../../../core/contract/define.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import type { callsRoutes } from '../../../../core/contract/routes/calls.ts';
import type { PageRequest } from '../../../../core/remote/remote.ts';
import type { Desk } from '../../session/desk.ts';
import type { ChangeWatch } from './change-watch.ts';
import { doubting } from './doubting.ts';
import { forgetting, type Forget, type ForgetDeps } from './forgetting.ts';
import { ownCall, ownOperations } from './own-call.ts';

export interface CallsHandlerDeps extends ForgetDeps {
  readonly desk: () => Promise<Desk>;
  readonly isCutOff: (error: unknown) => boolean;
  readonly now: () => Date;
  /** Asks the workspace anew where the person belongs, and lets go of what is no longer his to read. */
  readonly askMembership: () => Promise<unknown>;
  /** How many operations of a call the workspace has taken so far. */
  readonly settledOf: (callId: string) => number;
  readonly watch: ChangeWatch;
}

const COUNT_CAP = 1000;
const MOST_ASKED_AGAIN = 2;
/** Typed as either source, so that an answer of the store can stand in for one of the workspace. */
const CACHE: { source: 'cache' | 'workspace' } = { source: 'cache' };

/** What the store holds of each question; null where this device has seen no answer. */
const cached = {
  page: async ({ store, organizationId }: Desk, page: PageRequest) => {
    const kept = await store.listRows({ organizationId, ...page, sort: keptSort(page.sort) });
    return kept && { ...kept, ...CACHE };
  },
  count: async ({ store, organizationId }: Desk, filter: CallFilter) => {
    const kept = await store.countRows({ organizationId, filter, cap: COUNT_CAP });
    // This device holds what it was shown, so what it counts is no total.
    return kept && { ...kept, capped: true, ...CACHE };
  },
  facets: async ({ store, organizationId }: Desk) => (await store.getFacets({ organizationId }))?.facets ?? null,
  call: async ({ store, organizationId }: Desk, callId: string) => {
    const kept = await store.getDetail({ organizationId, callId });
    return kept && { call: kept.call, asOf: kept.readAt, ...CACHE };
  },
};

/** The same questions put to the workspace; each answer is kept before it is given, where the disk takes it. */
function asked(deps: CallsHandlerDeps, forget: Forget) {
  const keep = <T>(saving: Promise<T>): Promise<T | null> =>
    saving.catch((error: unknown) => {
      deps.notKept(error);
      return null;
    });
  /** The call as it is after all that was sent of it: an answer that set out before an operation arrived is asked for again. */
  const upToDate = async ({ organizationId, remote }: Desk, callId: string): Promise<CallDetail | null> => {
    for (let tries = 0; ; tries += 1) {
      const before = deps.settledOf(callId);
      const call = await (await remote()).getCall(organizationId, callId);
      if (before === deps.settledOf(callId) || tries === MOST_ASKED_AGAIN) return call;
    }
  };
  const stamp = (): { source: 'cache' | 'workspace'; asOf: string } => ({ source: 'workspace', asOf: deps.now().toISOString() });
  return {
    page: async (desk: Desk, page: PageRequest) => {
      const { store, organizationId, remote } = desk;
      const answer = await (await remote()).listCalls(organizationId, page);
      const { filter, sort, cursor } = page;
      const when = stamp();
      const missing = await keep(store.saveRows({ organizationId, rows: answer.rows, asOf: when.asOf, page: { filter, sort: keptSort(sort), cursor, complete: answer.next === null } }));
      if (missing) void forget.missing(desk, missing);
      return { ...answer, ...when };
    },
    count: async ({ organizationId, remote }: Desk, filter: CallFilter) => ({ ...(await (await remote()).countCalls(organizationId, filter)), ...stamp() }),
    facets: async ({ store, organizationId, remote }: Desk) => {
      const facets = await (await remote()).listFacets(organizationId);
      await keep(store.saveFacets({ organizationId, facets, readAt: stamp().asOf }));
      return facets;
    },
    call: async (desk: Desk, callId: string) => {
      const { store, organizationId } = desk;
      const call = await upToDate(desk, callId);
      if (!call) {
        await forget.calls(desk, [callId]);
        throw new AppError('not_found', 'No such call in this organization.');
      }
      const when = stamp();
      await keep(store.saveDetail({ organizationId, call, readAt: when.asOf }));
      deps.watch.seen(callId, call.stamp);
      deps.kept();
      return { call, ...when };
    },
  };
}

/** The list and the call: the workspace answers, the store keeps, and the store answers where the workspace cannot. */
export function callsHandlers(deps: CallsHandlerDeps): HandlersFor<typeof callsRoutes> {
  const ask = asked(deps, forgetting(deps));
  const doubted = doubting(deps.askMembership);
  /** A call with what the person did since and the workspace does not have yet. */
  const withOwn = async <T extends { call: CallDetail } | null>(desk: Desk, answer: T, reading?: ReturnType<typeof ownOperations>): Promise<T> => {
    if (!answer) return answer;
    const operations = await (reading ?? ownOperations(desk, answer.call.id)).catch((error: unknown) => {
      deps.notKept(error);
      return null;
    });
    const call = operations ? ownCall(desk, answer.call, operations) : { ...answer.call, moments: answer.call.moments.filter(({ deleted }) => !deleted) };
    return { ...answer, call };
  };
  const orCached = async <T>(answer: Promise<T>, kept: () => Promise<T | null>): Promise<T> =>
    answer.catch(async (error: unknown) => {
      const found = deps.isCutOff(error) ? await kept() : null;
      if (found === null) throw error;
      return found;
    });
  return {
    'calls.listCached': async (page) => cached.page(await deps.desk(), page),
    'calls.list': async (page) => {
      const desk = await deps.desk();
      return orCached(doubted(ask.page(desk, page)), () => cached.page(desk, page));
    },
    'calls.count': async ({ filter }) => {
      const desk = await deps.desk();
      return orCached(doubted(ask.count(desk, filter)), () => cached.count(desk, filter));
    },
    'calls.listFacets': async () => {
      const desk = await deps.desk();
      return orCached(doubted(ask.facets(desk)), () => cached.facets(desk));
    },
    'calls.getCached': async ({ callId }) => {
      const desk = await deps.desk();
      // Asked for before the call: what arrives meanwhile is in one of the two, and else would be in neither.
      const reading = ownOperations(desk, callId);
      reading.catch(() => undefined);
      return withOwn(desk, await cached.call(desk, callId), reading);
    },
    'calls.get': async ({ callId }) => {
      const desk = await deps.desk();
      return withOwn(desk, await orCached(doubted(ask.call(desk, callId)), () => cached.call(desk, callId)));
    },
    'calls.pollChanges': async ({ callIds }) => {
      const desk = await deps.desk();
      return { changed: await deps.watch.changed(desk, callIds).catch((error: unknown) => (deps.isCutOff(error) ? [] : Promise.reject(error))) };
    },
    'calls.getRaw': async ({ callId }) => {
      const { organizationId, remote } = await deps.desk();
      return { json: JSON.stringify(await (await remote()).getRaw(organizationId, callId), null, 2) };
    },
    'calls.getHistory': async ({ callId }) => {
      const { remote } = await deps.desk();
      return { entries: await (await remote()).getHistory(callId) };
    },
    'calls.listKept': async ({ callIds }) => {
      const { store, organizationId } = await deps.desk();
      return store.listKept({ organizationId, callIds });
    },
    'calls.getCacheStatus': async () => {
      const { store, organizationId } = await deps.desk();
      const { details, bytes, lastReadAt } = await store.status({ organizationId });
      return { calls: details, bytes, lastReadAt };
    },
  };
}
