import { database, main, mutant } from './entry.mjs';

/**
 * What a person did, on its way to the workspace.
 * @type {import('./entry.mjs').Fault[]}
 */
export const OUTBOX = [
  {
    fault: 'F1',
    holds: 'Every process of the app is killed while its outbox sends: nothing is lost, nothing is there twice, the order is kept.',
    test: {
      runner: 'playwright', config: 'e2e/chaos/chaos.config.ts', file: 'e2e/chaos/outbox.chaos.ts',
      titles: ['F1: the outbox survives ${kills} kills while it sends'], env: { SIDETONE_CHAOS_KILLS: '6' },
    },
    // What was under way when the app died counts as done.
    mutant: mutant('electron/main/sync/outbox.ts', "await store.markOperation({ opId: operation.opId, state: 'waiting', attempts, notBefore: null });", 'await store.removeOperation({ opId: operation.opId });'),
  },
  {
    fault: 'F2',
    holds: 'The workspace has done its work and its reply is lost: the next sending is told it is a duplicate, and there is one row.',
    test: main('electron/main/sync/outbox-faults.test.ts', 'F2: a reply that is lost after the workspace has done its work brings a duplicate at the next sending, and one row'),
    // Each sending has an id of its own.
    mutant: mutant('electron/main/remote/send-operation.ts', 'p_op_id: opId', 'p_op_id: crypto.randomUUID()'),
  },
  {
    fault: 'F3',
    holds: 'Sendings come late, several times and out of order: each is applied once, and all devices end as a model of their own says.',
    test: database('supabase/tests/27-histories.test.ts', 'F3: end as the oracle says, though requests come late, twice and out of order'),
    // The workspace remembers no operation.
    mutant: mutant('supabase/migrations/20261202000000_refusals_stand.sql', "elsif answer ->> 'result' = 'applied' then", "elsif answer ->> 'result' = 'forgotten' then"),
  },
  {
    fault: 'F4',
    holds: 'Somebody else was first: the operation is parked with both values, overwrites nothing, and the person decides.',
    test: main('electron/main/sync/outbox-faults.test.ts', 'F4: an operation that meets a newer version is parked with both values, overwrites nothing, and goes as the person decides'),
    // A conflict counts as done.
    mutant: mutant('core/sync/classify.ts', "return { do: 'park', current: answer.current };", "return { do: 'settle', version: Number(answer.current['version']) };"),
  },
  {
    fault: 'F5',
    holds: 'The workspace will never take an operation: it is put aside with its reason, what is behind it flows on, and it can be read and exported.',
    test: main('electron/main/sync/outbox-faults.test.ts', 'F5: what the workspace will never take is put aside with its reason, the rest of the call flows on, and the person can read and export it'),
    // What was put aside holds up all that is behind it.
    mutant: mutant('core/sync/plan.ts', '    if (!isHeld) return queued;\n', "    if (!isHeld || state === 'failed') return isHeld ? undefined : queued;\n"),
  },
  {
    fault: 'F24',
    holds: 'The computer sleeps for eight hours in the middle of a flush: it goes on where it was, nothing is there twice, one new token is asked for.',
    test: main('electron/main/sync/suspended.test.ts', 'F24: for eight hours in the middle of a flush goes on where it was: each operation once and in order, one new token, the same store'),
    // What waits for its time does not come back by itself.
    mutant: mutant('electron/main/sync/outbox.ts', 'this.#takeBack = this.#deps.later(Math.max(nextAtMs - now, 50), () => this.wake());', 'this.#takeBack = () => undefined;'),
  },
  {
    fault: 'F25',
    holds: 'The link is slow or half open: the list of this device comes at once, a request ends after fifteen seconds, and who gives up need not wait.',
    test: main(
      'electron/main/ipc/handlers/slow-link.test.ts',
      'F25: a connection that stays half open costs fifteen seconds at most, the list of this device comes at once, and who gives up need not wait',
      'F25: at fifty kilobits a second, five seconds away, the list still comes',
    ),
    mutant: mutant('electron/main/remote/guarded-fetch.ts', 'export const REQUEST_TIMEOUT_MS = 15_000;', 'export const REQUEST_TIMEOUT_MS = 150_000;'),
  },
];
