import type { HandlersFor } from '../../../core/contract/define.ts';
import type { AppRoutes } from '../../../core/contract/index.ts';

interface DraftsWorld {
  readonly drafts: Map<string, Map<string, string>>;
  place: { callId: string; positionMs: number } | null;
}

/** Drafts and the last place, as a device without a disk keeps them. */
export const fakeDrafts = (world: DraftsWorld) =>
  ({
    'drafts.list': async ({ callId }) => ({
      drafts: [...(world.drafts.get(callId) ?? [])].map(([field, text]) => ({ field, text, updatedAt: new Date().toISOString() })),
    }),
    'drafts.save': async ({ callId, field, text }) => {
      const ofCall = world.drafts.get(callId) ?? new Map<string, string>();
      world.drafts.set(callId, ofCall);
      if (text === '') ofCall.delete(field);
      else ofCall.set(field, text);
      return {};
    },
    'drafts.getPlace': async () => world.place,
    'drafts.savePlace': async ({ callId, positionMs }) => {
      world.place = callId === null ? null : { callId, positionMs };
      return {};
    },
  }) satisfies Partial<HandlersFor<AppRoutes>>;
