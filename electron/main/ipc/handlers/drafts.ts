import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { draftsRoutes } from '../../../../core/contract/routes/drafts.ts';
import type { Desk } from '../../session/desk.ts';

/** Half-typed texts and the place in a call: kept by the store, known to nobody else. */
export function draftsHandlers(desk: () => Promise<Desk>): HandlersFor<typeof draftsRoutes> {
  return {
    'drafts.list': async ({ callId }) => {
      const { store, organizationId } = await desk();
      return store.listDrafts({ organizationId, callId });
    },
    'drafts.save': async ({ callId, field, text }) => {
      const { store, organizationId } = await desk();
      await store.saveDraft({ organizationId, callId, field, text });
      return {};
    },
    'drafts.getPlace': async () => {
      const { store, organizationId } = await desk();
      return store.getPlace({ organizationId });
    },
    'drafts.savePlace': async ({ callId, positionMs }) => {
      const { store, organizationId } = await desk();
      await store.savePlace({ organizationId, callId, positionMs });
      return {};
    },
  };
}
