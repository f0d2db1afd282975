import { z } from 'zod';
import { rubricSchema } from '../../../core/qci/rubric.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { writeAnswerSchema } from '../../../core/sync/answer.ts';
import { callRpc, type RemoteClient } from './client.ts';
import type { Json } from './database.types.ts';

type RubricsRemote = Pick<Remote, 'listRubrics' | 'countOutdatedScores' | 'saveRubric'>;

/** One more than is shown tells whether there are more. */
const PAGE = 20;

const versionsSchema = z.array(
  z
    .object({ version: z.int(), content: rubricSchema, note: z.string().nullable(), created_by_name: z.string().nullable(), created_at: z.string() })
    .transform(({ created_by_name: createdByName, created_at: createdAt, ...one }) => ({ ...one, createdByName, createdAt })),
);

const outdatedSchema = z
  .object({ version: z.int().nullable(), count: z.int(), capped: z.boolean(), mean_cost: z.number().nullable() })
  .transform(({ mean_cost: meanCost, ...one }) => ({ ...one, meanCost }));

/** The questions about an organization's rubrics, and the write of one. */
export function rubricsOf(client: RemoteClient): RubricsRemote {
  return {
    listRubrics: async (organizationId, before) => {
      const asked = { p_organization_id: organizationId, p_limit: PAGE + 1, ...(before === null ? {} : { p_before: before }) };
      const versions = await callRpc(client, 'list_rubrics', asked, versionsSchema);
      return { versions: versions.slice(0, PAGE), hasMore: versions.length > PAGE };
    },
    countOutdatedScores: (organizationId) => callRpc(client, 'count_outdated_scores', { p_organization_id: organizationId }, outdatedSchema),
    saveRubric: (organizationId, { opId, expectedVersion, content, note }) =>
      callRpc(
        client,
        'save_rubric',
        { p_op_id: opId, p_expected_version: expectedVersion, p_patch: { organization_id: organizationId, content: content as unknown as Json, ...(note === null ? {} : { note }) } },
        writeAnswerSchema,
      ),
  };
}
