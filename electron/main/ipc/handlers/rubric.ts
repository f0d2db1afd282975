import type { HandlersFor } from '../../../../core/contract/define.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import type { rubricRoutes } from '../../../../core/contract/routes/rubric.ts';
import type { WriteAnswer } from '../../../../core/sync/answer.ts';
import type { Desk } from '../../session/desk.ts';

export interface RubricHandlerDeps {
  readonly desk: () => Promise<Desk>;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** What calls are measured by, asked of the workspace each time. */
export function rubricHandlers({ desk, now, newId }: RubricHandlerDeps): HandlersFor<typeof rubricRoutes> {
  return {
    'rubric.listVersions': async ({ before }) => {
      const { organizationId, remote } = await desk();
      return { ...(await (await remote()).listRubrics(organizationId, before)), asOf: now().toISOString() };
    },
    'rubric.countOutdated': async () => {
      const { organizationId, remote } = await desk();
      return (await remote()).countOutdatedScores(organizationId);
    },
    // The draft stays in the page until this has answered, so nothing is lost where the workspace is out of reach.
    'rubric.save': async (write) => {
      const { organizationId, remote } = await desk();
      return { version: versionOf(await (await remote()).saveRubric(organizationId, { opId: newId(), ...write, note: write.note || null })) };
    },
  };
}

function versionOf(answer: WriteAnswer): number {
  switch (answer.result) {
    case 'applied':
    case 'duplicate':
      return answer.version;
    case 'conflict':
      throw new AppError('conflict', 'Another version was saved meanwhile.');
    case 'rejected':
      throw new AppError(answer.code === 'forbidden' ? 'forbidden' : 'bad_request', `The workspace refuses: ${answer.code}.`, { refused: answer.code, field: answer.field });
  }
}
