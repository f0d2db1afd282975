import { MACHINE } from './of-machine.mjs';
import { OUTBOX } from './of-outbox.mjs';
import { SCORING } from './of-scoring.mjs';
import { SESSION } from './of-session.mjs';
import { STORE } from './of-store.mjs';

/**
 * Every fault with the test that proves it and the mutant that breaks it, by number. faults.test.ts beside it holds the table to the
 * sources; `npm run chaos -- faults` runs it.
 * @type {readonly import('./entry.mjs').Fault[]}
 */
export const FAULTS = [...OUTBOX, ...SESSION, ...MACHINE, ...STORE, ...SCORING].toSorted((a, b) => Number(a.fault.slice(1)) - Number(b.fault.slice(1)));
