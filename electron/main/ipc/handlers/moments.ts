import type { HandlersFor } from '../../../../core/contract/define.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import type { ListedMoment, MomentFilter, momentsRoutes } from '../../../../core/contract/routes/moments.ts';
import { matchesMoment } from '../../../../core/moments/matches-moment.ts';
import type { Moment } from '../../../../core/moments/moment.ts';
import type { Operation } from '../../../../core/sync/operation.ts';
import type { Desk } from '../../session/desk.ts';
import { ownCall, ownKept } from './own-call.ts';

export interface MomentsHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly isCutOff: (error: unknown) => boolean;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Something was journaled: it can be sent. */
  readonly journaled: () => void;
}

/** What an operation is about; who, where and when is added here. */
type Deed = Pick<Operation, 'kind' | 'patch' | 'entityId'> & { readonly before?: Record<string, unknown>; readonly seen?: number | undefined };

/** The most kept moments that are looked through where the workspace is out of reach. */
const MOST_KEPT = 1000;

/** Marks and what is said of them. Each change is on disk before it is answered; the workspace hears of it later. */
export function momentsHandlers(deps: MomentsHandlerDeps): HandlersFor<typeof momentsRoutes> {
  const shown = async (desk: Desk, callId: string) => (await ownKept(desk, callId)).moments;
  const found = async (desk: Desk, callId: string, momentId: string): Promise<Moment> => {
    const moment = (await shown(desk, callId)).find(({ id }) => id === momentId);
    if (!moment) throw new AppError('not_found', 'There is no such moment on this device.');
    return moment;
  };
  const journal = async (desk: Desk, callId: string, { before = {}, seen, ...deed }: Deed) => {
    const made = { opId: deps.newId(), organizationId: desk.organizationId, callId, expectedVersion: 0, madeAt: deps.now().toISOString(), before };
    await desk.store.addOperation({ operation: { ...deed, ...made } as Operation, seen: seen ?? null });
    deps.journaled();
    return { moments: await shown(desk, callId) };
  };
  return {
    'moments.mark': async ({ callId, startMs, endMs, label, kind, note }) => {
      const momentId = deps.newId();
      const patch = { moment_id: momentId, call_id: callId, start_ms: startMs, end_ms: endMs, label, kind, note: note || null };
      return { momentId, ...(await journal(await deps.desk(), callId, { kind: 'mark_moment', entityId: momentId, patch })) };
    },
    'moments.change': async ({ callId, momentId, startMs, endMs, label, kind, note, seen }) => {
      const desk = await deps.desk();
      const was = { ...(await found(desk, callId, momentId)), ...seen };
      const values = { start_ms: [startMs, was.startMs], end_ms: [endMs, was.endMs], label: [label, was.label], kind: [kind, was.kind], note: [note === undefined ? undefined : note || null, was.note] } as const;
      const changed = Object.entries(values).filter(([, [next, before]]) => next !== undefined && next !== before);
      if (changed.length === 0) return { moments: await shown(desk, callId) };
      const patch = { moment_id: momentId, ...Object.fromEntries(changed.map(([key, [next]]) => [key, next])) };
      return journal(desk, callId, { kind: 'change_moment', entityId: momentId, patch, before: Object.fromEntries(changed.map(([key, [, before]]) => [key, before])), seen: was.version });
    },
    'moments.delete': async ({ callId, momentId, deleted, seen }) => {
      // Whoever deletes means all that he saw.
      const { startMs: start_ms, endMs: end_ms, ...words } = seen ?? {};
      const before = Object.fromEntries(Object.entries({ ...words, version: undefined, start_ms, end_ms }).filter(([, value]) => value !== undefined));
      return journal(await deps.desk(), callId, { kind: 'delete_moment', entityId: momentId, patch: { moment_id: momentId, deleted }, before: { ...before, deleted: !deleted }, seen: seen?.version });
    },
    'moments.comment': async ({ callId, momentId, commentId, body, atMs, seen }) => {
      const desk = await deps.desk();
      const stands = commentId === null ? null : (await found(desk, callId, momentId)).comments.find(({ id }) => id === commentId);
      const was = stands && { ...stands, ...seen };
      if (was === undefined) throw new AppError('not_found', 'There is no such comment on this device.');
      const id = commentId ?? deps.newId();
      return journal(desk, callId, { kind: 'comment_moment', entityId: id, patch: { comment_id: id, moment_id: momentId, body, at_ms: atMs }, before: was ? { body: was.body, at_ms: was.atMs } : {}, seen: was?.version });
    },
    'moments.share': async ({ callId, momentId, userId, shared }) =>
      journal(await deps.desk(), callId, { kind: 'share_moment', entityId: momentId, patch: { moment_id: momentId, user_id: userId, shared } }),
    'moments.list': async (page) => {
      const desk = await deps.desk();
      const asOf = deps.now().toISOString();
      try {
        const { rows, next } = await (await desk.remote()).listMoments(desk.organizationId, page);
        return { rows, next, source: 'workspace' as const, asOf };
      } catch (error) {
        if (!deps.isCutOff(error)) throw error;
        return { rows: page.cursor === null ? await keptMoments(desk, page.filter) : [], next: null, source: 'cache' as const, asOf };
      }
    },
  };
}

/** Moments of kept calls, the latest first, with what the person did since and the workspace does not have yet. */
async function keptMoments(desk: Desk, filter: MomentFilter): Promise<ListedMoment[]> {
  const { store, organizationId, userId } = desk;
  const [{ moments }, { operations }] = await Promise.all([store.listKeptMoments({ organizationId, limit: MOST_KEPT }), store.listOperations({ organizationId })]);
  const touched = new Set(operations.flatMap(({ operation: { callId } }) => callId ?? []));
  const kept = moments.filter(({ call }) => !touched.has(call.id));
  const own = await Promise.all([...touched].map(async (callId) => {
    const call = (await store.getDetail({ organizationId, callId }))?.call;
    if (!call) return [];
    const told = { id: call.id, createdAt: call.createdAt, assistantName: call.assistantName, summary: call.summary?.slice(0, 300) ?? null, reviewedByMe: call.review !== null };
    return ownCall(desk, call, operations.filter(({ operation }) => operation.callId === callId)).moments.map((moment) => ({ moment, call: told }));
  }));
  return [...kept, ...own.flat()]
    .filter(({ moment }) => matchesMoment(moment, filter, userId))
    .toSorted((a, b) => Date.parse(b.moment.createdAt) - Date.parse(a.moment.createdAt))
    .map(({ moment, call }) => ({ ...moment, call, sharedByName: null }));
}
