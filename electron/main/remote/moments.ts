import { z } from 'zod';
import { listedMomentSchema } from '../../../core/contract/routes/moments.ts';
import { rpcMomentSchema } from '../../../core/moments/rpc-moment.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { callRpc, type RemoteClient } from './client.ts';
import { sendOperation } from './send-operation.ts';

type MomentsRemote = Pick<Remote, 'sendOperation' | 'listMoments' | 'callStamps'>;

const callSchema = z.object({
  call: z.object({ id: z.uuid(), created_at: z.string(), assistant_name: z.string().nullable(), summary: z.string().nullable(), reviewed_by_me: z.boolean().default(false) }),
  shared_by_name: z.string().nullish(),
});

/** A row of list_moments: the moment's own columns, and its call beside them. */
const rowSchema = z.unknown().transform((row) => {
  const { call, shared_by_name: sharedByName } = callSchema.parse(row);
  const told = { id: call.id, createdAt: call.created_at, assistantName: call.assistant_name, summary: call.summary, reviewedByMe: call.reviewed_by_me };
  return listedMomentSchema.parse({ ...rpcMomentSchema.parse(row), call: told, sharedByName: sharedByName ?? null });
});

const pageSchema = z.object({ rows: z.array(rowSchema), next: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable() });
const stampsSchema = z.array(z.object({ id: z.uuid(), stamp: z.string() }));

/** Questions about moments, and the one road that writes take. */
export function momentsOf(client: RemoteClient): MomentsRemote {
  return {
    sendOperation: (operation) => sendOperation(client, operation),
    listMoments: (organizationId, { filter, cursor, limit }) => {
      const { kinds, sources, authorIds, sharedWithMe, q } = filter;
      const filters = { ...(kinds && { kinds }), ...(sources && { sources }), ...(authorIds && { authors: authorIds }), ...(sharedWithMe && { shared_with_me: true }), ...(q && { q }) };
      return callRpc(client, 'list_moments', { p_organization_id: organizationId, p_filters: filters, p_cursor: cursor, p_limit: limit }, pageSchema);
    },
    callStamps: async (organizationId, callIds) => {
      const stamps = await callRpc(client, 'call_stamps', { p_organization_id: organizationId, p_call_ids: [...callIds] }, stampsSchema);
      return new Map(stamps.map(({ id, stamp }) => [id, stamp]));
    },
  };
}
