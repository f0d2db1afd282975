import { z } from 'zod';
import { rubricSchema } from '../../../core/qci/rubric.ts';
import { MOST_BATCH_CALLS } from '../../../core/store/batch-payloads.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { callRpc, type RemoteClient } from './client.ts';

type RubricsRemote = Pick<Remote, 'listRubrics' | 'countOutdatedScores' | 'listOutdatedCalls'>;

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

const callsSchema = z.array(
  z
    .object({ id: z.uuid(), duration_seconds: z.number().nonnegative().nullable(), has_transcript: z.boolean() })
    .transform(({ id, duration_seconds: durationSeconds, has_transcript: hasTranscript }) => ({ id, durationSeconds, hasTranscript })),
);

/** The questions about an organization's rubrics. */
export function rubricsOf(client: RemoteClient): RubricsRemote {
  return {
    listRubrics: async (organizationId, before) => {
      const asked = { p_organization_id: organizationId, p_limit: PAGE + 1, ...(before === null ? {} : { p_before: before }) };
      const versions = await callRpc(client, 'list_rubrics', asked, versionsSchema);
      return { versions: versions.slice(0, PAGE), hasMore: versions.length > PAGE };
    },
    countOutdatedScores: (organizationId) => callRpc(client, 'count_outdated_scores', { p_organization_id: organizationId, p_cap: MOST_BATCH_CALLS }, outdatedSchema),
    listOutdatedCalls: (organizationId, most) => callRpc(client, 'list_outdated_calls', { p_organization_id: organizationId, p_limit: most }, callsSchema),
  };
}
