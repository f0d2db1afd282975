import type { HandlersFor } from '../../../../core/contract/define.ts';
import type { queuesRoutes } from '../../../../core/contract/routes/queues.ts';
import { fillPatch, type QueueWriteKind } from '../../../../core/queues/write.ts';
import type { Desk } from '../../session/desk.ts';
import { writeQueue } from './write-queue.ts';

type Writes = 'queues.save' | 'queues.fill' | 'queues.assign' | 'queues.reopen' | 'queues.remove' | 'queues.skip' | 'queues.flag' | 'views.save';

/** What people decide about queues and views, each in the workspace's words. */
export function queueWrites(desk: () => Promise<Desk>): Pick<HandlersFor<typeof queuesRoutes>, Writes> {
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
    'queues.skip': async ({ opId, note, ...fields }) => {
      await write('skip_item', opId, { ...fields, note: note || null });
      return {};
    },
    'queues.flag': async ({ opId, ...fields }) => {
      await write('flag_call', opId, fields);
      return {};
    },
    'views.save': async ({ opId, version, ...fields }) => {
      const { organizationId } = await desk();
      await write('save_view', opId, { organizationId, ...fields }, version);
      return {};
    },
  };
}
