import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensure } from './setup/ensure.mjs';
import { fail, ROOT, say } from './setup/say.mjs';

/**
 * `npm run chaos -- GROUP [options]`: things go wrong on purpose, and nothing may be lost. The last line is the count as JSON;
 * the command fails where the claim does not hold.
 *
 * `histories [--n 10000] [--seed S] [--from K] [--naive]`: five people on two calls, offline and online, with lost requests and
 * replies, late and repeated deliveries, apps that die, conflicts decided at random; each history must end as an oracle says, and
 * `--from K --n 1` plays the one numbered K again. With `--naive` every sending has an id of its own and expects whatever
 * version there is: then histories must diverge.
 *
 * `store [--kills 30] [--seed S]`: the store's process is killed between its answers and its files are harmed.
 * `outbox [--kills 100] [--seed S] [--naive]`: the real app is killed, every process of it, while its outbox sends. With `--naive` the
 * writes arrive without their operation ids: then there must be duplicates.
 * `workspace [--kills 30] [--seed S] [--naive]`: the embedded workspace's process is killed while people write to it over HTTP; the app's
 * supervisor starts it again. With `--naive` what is sent again is sent as something new: then there must be duplicates.
 *
 * `auth [--seed S] [--only WORDS] [--naive]`: every fault of the network with every state of the token and of the clock, played with the
 * app's own session, store and outbox against a real workspace; a person may be led to sign-in only where the auth server itself took the
 * session back. `--only` plays the cells whose line has these words. With `--naive` supabase-js works without our guard: then people must be
 * signed out wrongly.
 *
 * `scoring [--n 1000] [--kills 20] [--concurrency 8] [--allowed 8] [--seed S] [--latency 2000-4000] [--least 0.95]`: calls are scored by a model whose
 * server refuses, cuts and takes its time, once undisturbed and once with the app's processes killed. Every call has one row, what is paid is no
 * more than the calls and what was under way at the kills, and undisturbed the server is as busy as it allows, but for one part in twenty.
 *
 * `faults [F7 F13 ...] [--mutants]`: the table of faults (scripts/chaos/faults/), each with the tests that prove it is borne. With
 * `--mutants` the product is then broken once for each, in a copy of this checkout, and a test must fail; one that does not run
 * at all has caught nothing.
 *
 * A group is a module that exports `options` (as parseArgs takes them), `usage`, and `run(values, say, refuse)`, which answers
 * `{ holds, figures }`, or ends the command by `refuse(why)` where an option makes no sense.
 */
/** @type {Record<string, string>} */
const GROUPS = { histories: 'supabase/chaos/histories.ts', auth: 'electron/main/session/testing/chaos/auth-chaos.ts', scoring: 'electron/main/scoring/testing/chaos/scoring-chaos.ts' };
/** Groups that run processes of their own; each module exports `main(args)`, which ends the command.
 * @type {Record<string, string>} */
const WITH_PROCESSES = { faults: './chaos/faults.mjs', outbox: './chaos/outbox.mjs', store: './chaos/store.mjs', workspace: './chaos/workspace.mjs' };

const [group = '', ...rest] = process.argv.slice(2);
if (Object.hasOwn(WITH_PROCESSES, group)) await (await import(WITH_PROCESSES[group] ?? '')).main(rest);
if (!Object.hasOwn(GROUPS, group)) fail(group === '' ? 'Which group?' : `There is no group "${group}".`, `Groups: ${Object.keys({ ...GROUPS, ...WITH_PROCESSES }).join(', ')}`);

await ensure({});
const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(ROOT, GROUPS[group] ?? ''), { root: ROOT, configFile: false, logLevel: 'error' });

/** @param {string} why @returns {never} */
const refuse = (why) => fail(why, `Usage: npm run chaos -- ${module.usage}`);

/** @returns {Record<string, unknown>} */
function given() {
  try {
    return parseArgs({ args: rest, options: module.options }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

const { holds, figures } = await module.run(given(), say, refuse);
say(holds ? 'the claim holds' : 'the claim does not hold');
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit(holds ? 0 : 1);
