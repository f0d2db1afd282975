import type { HandlersFor } from '../../../core/contract/define.ts';
import { AppError } from '../../../core/contract/errors.ts';
import type { AppRoutes } from '../../../core/contract/index.ts';
import { outboxItemSchema, type Outbox, type OutboxItem, type OutboxState } from '../../../core/contract/routes/outbox.ts';
import { uuid } from './fake-calls.ts';

export interface FakeOutbox {
  items: OutboxItem[];
  /** Why nothing goes out; `idle` where the workspace takes what it is sent. */
  state: OutboxState['state'];
  /** Where the person has an export written to; null where he closes the dialog. */
  exportFile: string | null;
}

/** An outbox that has nothing to send, on a workspace that answers. */
export const anOutbox = (items: OutboxItem[] = [], state: OutboxState['state'] = 'idle'): FakeOutbox => ({ items, state, exportFile: '/home/lena/unsent.json' });

/** The n-th thing a person did: a new label on a moment of a call, waiting, unless a change says otherwise. */
export const anItem = (n: number, change: Partial<OutboxItem> = {}): OutboxItem =>
  outboxItemSchema.parse({
    opId: uuid(4000 + n),
    kind: 'change_moment',
    callId: uuid(1),
    call: { assistantName: 'Solar intake · EN', createdAt: '2026-11-22T12:41:00.000Z' },
    subject: `Label ${n}`,
    changes: [],
    state: 'waiting',
    madeAt: `2026-11-22T13:${String(n % 60).padStart(2, '0')}:00.000Z`,
    attempts: 0,
    notBefore: null,
    refusal: null,
    conflict: null,
    editable: { label: `Label ${n}` },
    ...change,
  } satisfies OutboxItem);

/** One that met another's change: both gave the moment a label and a beginning, and wrote the same note. */
export const aConflict = (n: number, change: Partial<OutboxItem> = {}): OutboxItem =>
  anItem(n, {
    state: 'parked',
    attempts: 1,
    conflict: {
      byName: 'Dana Ortiz',
      at: '2026-11-22T12:58:00.000Z',
      gone: false,
      fields: [
        { field: 'label', before: 'Repeats Tuesday', mine: 'Repeats Tuesday after a clear no', theirs: 'Agent did not listen' },
        { field: 'start_ms', before: 140_000, mine: 143_400, theirs: 141_000 },
        { field: 'note', before: null, mine: 'Ask twice', theirs: 'Ask twice' },
      ],
    },
    ...change,
  });

const count = (items: readonly OutboxItem[], state: OutboxItem['state']): number => items.filter((one) => one.state === state).length;

/** How an outbox stands, as main tells it. */
export const standing = ({ items, state }: FakeOutbox): OutboxState => ({
  state,
  waiting: count(items, 'waiting'),
  sending: count(items, 'sending'),
  parked: count(items, 'parked'),
  failed: count(items, 'failed'),
});

/** The routes of the outbox on one in memory: what waits is gone at once where the workspace answers. */
export const outboxHandlers = (outbox: FakeOutbox) => {
  const all = (): Outbox => ({ ...standing(outbox), items: [...outbox.items] });
  const find = (opId: string): OutboxItem => {
    const item = outbox.items.find((one) => one.opId === opId);
    if (!item) throw new AppError('not_found', opId);
    if (item.state === 'sending') throw new AppError('conflict', 'It may have been sent.');
    return item;
  };
  const put = (opId: string, change: Partial<OutboxItem>): void => {
    outbox.items = outbox.items.map((one) => (one.opId === opId ? { ...one, ...change } : one));
  };
  const send = (): Outbox => {
    if (outbox.state === 'idle') outbox.items = outbox.items.filter(({ state }) => state !== 'waiting');
    return all();
  };
  return {
    'outbox.list': async () => all(),
    'outbox.flush': async () => send(),
    'outbox.retry': async ({ opId }) => {
      if (find(opId).state === 'parked') throw new AppError('bad_request', 'A conflict is decided, not retried.');
      put(opId, { state: 'waiting', notBefore: null, refusal: null });
      return send();
    },
    'outbox.edit': async ({ opId, values }) => {
      const { state, editable, subject } = find(opId);
      if (state === 'parked' || Object.keys(values).some((key) => !Object.hasOwn(editable, key))) throw new AppError('bad_request', opId);
      const words = values['label'] ?? values['body'];
      put(opId, { state: 'waiting', refusal: null, editable: { ...editable, ...values }, subject: typeof words === 'string' ? words : subject });
      return all();
    },
    'outbox.discard': async ({ opId }) => {
      find(opId);
      outbox.items = outbox.items.filter((one) => one.opId !== opId);
      return all();
    },
    'outbox.resolve': async ({ opId, mine }) => {
      if (find(opId).state !== 'parked') throw new AppError('bad_request', 'It is in no conflict.');
      if (mine.length === 0) outbox.items = outbox.items.filter((one) => one.opId !== opId);
      else put(opId, { state: 'waiting', conflict: null });
      return send();
    },
    'outbox.export': async () => ({ file: outbox.exportFile, operations: outbox.exportFile === null ? 0 : outbox.items.length }),
  } satisfies Partial<HandlersFor<AppRoutes>>;
};
