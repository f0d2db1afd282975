import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { queuesRoutes } from '../../../../core/contract/routes/queues.ts';
import { fillPatch, type QueueWriteKind } from '../../../../core/queues/write.ts';
import type { Desk } from '../../session/desk.ts';
import type { Operation } from '../../../../core/sync/operation.ts';
import { writeQueue } from './write-queue.ts';

type Writes = 'queues.save' | 'queues.fill' | 'queues.assign' | 'queues.reopen' | 'queues.remove' | 'queues.skip' | 'queues.flag' | 'views.save';

export interface QueueWriteDeps {
  readonly desk: () => Promise<Desk>;
  readonly now: () => Date;
  /** Something was journaled: it can be sent. */
  readonly journaled: () => void;
}

type Step = Extract<Operation, { kind: 'skip_item' | 'flag_call' }>;

/**
 * What people decide about queues and views, each in the workspace's words. What a reviewer says of a call on his way goes through the
 * outbox, because he says it without a network too; the rest asks the workspace.
 */
export function queueWrites({ desk, now, journaled }: QueueWriteDeps): Pick<HandlersFor<typeof queuesRoutes>, Writes> {
  const journal = async (opId: string, callId: string, step: Pick<Step, 'kind' | 'patch'>): Promise<Record<string, never>> => {
    const { store, organizationId } = await desk();
    const made = { opId, organizationId, callId, entityId: opId, expectedVersion: 0, madeAt: now().toISOString(), before: {} };
    await store.addOperation({ operation: { ...made, ...step } as Step });
    journaled();
    return {};
  };
  const write = async (kind: QueueWriteKind, opId: string, fields: Readonly<Record<string, unknown>>, version = 0) => writeQueue(await desk(), kind, opId, fields, version);
  return {
    'queues.save': async ({ opId, version, ...fields }) => {
      const { organizationId } = await desk();
      await write('save_queue', opId, { organizationId, ...fields }, version);
      return {};
    },
    'queues.fill': async ({ queueId, opId, source }) => {
      const { added, already } = await write('fill_queue', opId, { queueId, ...fillPatch(source) });
      return { added, already };
    },
    'queues.assign': async ({ opId, ...fields }) => {
      const { assigned, left } = await write('assign_items', opId, fields);
      return { assigned, left };
    },
    'queues.reopen': async ({ opId, ...fields }) => {
      await write('reopen_items', opId, fields);
      return {};
    },
    'queues.remove': async ({ opId, ...fields }) => {
      await write('remove_items', opId, fields);
      return {};
    },
    'queues.skip': ({ opId, queueId, callId, reason, note }) => journal(opId, callId, { kind: 'skip_item', patch: { queue_id: queueId, call_id: callId, reason, note: note || null } }),
    'queues.flag': ({ opId, callId, flagged }) => journal(opId, callId, { kind: 'flag_call', patch: { call_id: callId, flagged } }),
    'views.save': async ({ opId, version, ...fields }) => {
      const { organizationId } = await desk();
      await write('save_view', opId, { organizationId, ...fields }, version);
      return {};
    },
  };
}
