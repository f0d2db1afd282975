import { z } from 'zod';
import { fromRpcCall } from '../../../core/calls/rpc-call-detail.ts';
import { fromRpcRow } from '../../../core/calls/call-row.ts';
import { toRpcFilters } from '../../../core/calls/filters.ts';
import { ROLES } from '../../../core/contract/routes/session.ts';
import { rpcHistorySchema } from '../../../core/history/rpc-history.ts';
import type { Remote } from '../../../core/remote/remote.ts';
import { agreementOf } from './agreement.ts';
import { callRpc, type RemoteClient } from './client.ts';
import type { Json } from './database.types.ts';
import { momentsOf } from './moments.ts';
import { peopleOf } from './people.ts';
import { promptsOf } from './prompts.ts';
import { currentRubric } from './rubric.ts';
import { queuesOf } from './queues.ts';
import { rubricsOf } from './rubrics.ts';
import { signRecording } from './sign-recording.ts';

const COUNT_CAP = 1000;

const whoAmISchema = z
  .object({
    user_id: z.uuid(),
    memberships: z.array(
      z.object({ organization_id: z.uuid(), name: z.string(), role: z.enum(ROLES), display_name: z.string().nullable() }),
    ),
  })
  .transform(({ user_id, memberships }) => ({
    userId: user_id,
    memberships: memberships.map((one) => ({
      organizationId: one.organization_id,
      organizationName: one.name,
      role: one.role,
      displayName: one.display_name,
    })),
  }));

/** An answer of which nothing is used. */
const done = z.unknown().transform(() => undefined);

/** Whether another turn of the upkeep would do more: not where this one could do nothing. */
const monthsSchema = z.object({ made: z.int(), left: z.int() }).transform(({ made, left }) => made > 0 && left > 0);

const pageSchema = z.object({
  rows: z.array(z.unknown().transform(fromRpcRow)),
  next: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
});

const countSchema = z.object({ count: z.int(), capped: z.boolean() });

const facetsSchema = z
  .object({
    assistants: z.array(z.object({ id: z.uuid(), name: z.string(), calls: z.int() })),
    phone_numbers: z.array(z.object({ id: z.uuid(), phone_number: z.string() })),
    statuses: z.array(z.string()),
    members: z.array(z.object({ user_id: z.uuid(), display_name: z.string().nullable() })),
  })
  .transform((facets) => ({
    assistants: facets.assistants,
    phoneNumbers: facets.phone_numbers.map((one) => ({ id: one.id, phoneNumber: one.phone_number })),
    statuses: facets.statuses,
    members: facets.members.map((one) => ({ userId: one.user_id, displayName: one.display_name })),
  }));

// Vapi's ids are stored as they come: z.uuid would refuse those whose version no RFC knows, and end the import with them.
const storedCallsSchema = z.array(
  z
    .object({ vapi_call_id: z.guid(), held_elsewhere: z.boolean(), call: z.record(z.string(), z.unknown()).nullish() })
    .transform((one) => ({ vapiCallId: one.vapi_call_id, heldElsewhere: one.held_elsewhere, call: one.call ?? null })),
);

const outcomesSchema = z.array(
  z
    .object({
      vapi_call_id: z.string(),
      result: z.enum(['inserted', 'updated', 'unchanged', 'held_elsewhere', 'rejected']),
      reason: z.string().nullish(),
    })
    .transform((one) => ({ vapiCallId: one.vapi_call_id, result: one.result, reason: one.reason ?? null })),
);

/** The workspace over PostgREST: every question is one RPC, whose answer is checked before anything sees it. */
export function createSupabaseRemote(client: RemoteClient): Remote {
  return {
    acceptInvitations: () => callRpc(client, 'accept_invitations', {}, done),
    createOrganization: ({ id, name, displayName }) =>
      callRpc(client, 'create_organization', { p_organization_id: id, p_name: name, ...(displayName === null ? {} : { p_display_name: displayName }) }, done),
    keepPartitions: () => callRpc(client, 'keep_call_partitions', {}, monthsSchema),
    ...peopleOf(client),
    whoAmI: () => callRpc(client, 'whoami', {}, whoAmISchema),
    listCalls: (organizationId, { filter, sort, cursor, limit }) =>
      callRpc(
        client,
        'list_calls',
        {
          p_organization_id: organizationId,
          p_filters: toRpcFilters(filter),
          p_sort: sort.by,
          p_direction: sort.direction,
          p_cursor: cursor,
          p_limit: limit,
        },
        pageSchema,
      ),
    countCalls: (organizationId, filter) =>
      callRpc(client, 'count_calls', { p_organization_id: organizationId, p_filters: toRpcFilters(filter), p_cap: COUNT_CAP }, countSchema),
    listFacets: (organizationId) => callRpc(client, 'list_facets', { p_organization_id: organizationId }, facetsSchema),
    getCall: (organizationId, callId) =>
      callRpc(client, 'get_call', { p_organization_id: organizationId, p_call_id: callId }, z.unknown().transform((answer) => (answer ? fromRpcCall(answer) : null))),
    getRaw: (organizationId, callId) => callRpc(client, 'get_call_raw', { p_organization_id: organizationId, p_call_id: callId }, z.unknown()),
    getHistory: (callId) => callRpc(client, 'call_history', { p_call_id: callId }, rpcHistorySchema),
    ...momentsOf(client),
    ...promptsOf(client),
    currentRubric: (organizationId) => currentRubric(client, organizationId),
    ...queuesOf(client),
    ...agreementOf(client),
    ...rubricsOf(client),
    signRecording: (name) => signRecording(client, name),
    callsForImport: (organizationId, vapiCallIds) =>
      callRpc(client, 'calls_for_import', { p_organization_id: organizationId, p_vapi_call_ids: [...vapiCallIds] }, storedCallsSchema),
    // The items were read by JSON.parse; to prove that they are JSON once more would cost a walk through every payload.
    importCalls: (organizationId, items) => callRpc(client, 'import_calls', { p_organization_id: organizationId, p_items: [...items] as Json[] }, outcomesSchema),
  };
}
