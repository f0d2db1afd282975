import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { rubricRoutes, WaitingRubric } from '../../../../core/contract/routes/rubric.ts';
import type { DocumentOperation } from '../../../../core/sync/operation.ts';
import type { Desk } from '../../session/desk.ts';

export interface RubricHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Something was journaled: it can be sent. */
  readonly journaled: () => void;
}

/** What calls are measured by, asked of the workspace each time. A version is on disk before it is answered; the workspace hears of it later. */
export function rubricHandlers({ desk, now, newId, journaled }: RubricHandlerDeps): HandlersFor<typeof rubricRoutes> {
  return {
    'rubric.listVersions': async ({ before }) => {
      const here = await desk();
      const page = await (await here.remote()).listRubrics(here.organizationId, before);
      return { ...page, waiting: await waitingIn(here), asOf: now().toISOString() };
    },
    'rubric.countOutdated': async () => {
      const { organizationId, remote } = await desk();
      return (await remote()).countOutdatedScores(organizationId);
    },
    'rubric.save': async ({ seen, content, note }) => {
      const { store, organizationId } = await desk();
      const operation: DocumentOperation = {
        kind: 'save_rubric', opId: newId(), organizationId, callId: null, entityId: organizationId, expectedVersion: seen.version, madeAt: now().toISOString(),
        before: { content: seen.content }, patch: { organization_id: organizationId, content, note: note || null },
      };
      await store.addOperation({ operation, seen: seen.version });
      journaled();
      return {};
    },
  };
}

/** The last version that this device has saved and the workspace does not have. */
async function waitingIn({ store, organizationId }: Desk): Promise<WaitingRubric | null> {
  const { operations } = await store.listOperations({ organizationId });
  const saved = operations.flatMap(({ operation, state, seq }) => (operation.kind === 'save_rubric' ? [{ operation, state, seq }] : [])).toSorted((a, b) => b.seq - a.seq);
  const [last] = saved;
  return last ? { content: last.operation.patch.content, note: last.operation.patch.note, madeAt: last.operation.madeAt, state: last.state } : null;
}
