import { ensure } from './setup/ensure.mjs';
import { withDisplay } from './setup/display.mjs';
import { withKeyring } from './setup/keyring.mjs';
import { runKeeping } from './setup/run.mjs';
import { say } from './setup/say.mjs';

const bin = (/** @type {string} */ name) => `node_modules/.bin/${name}`;
const LAYERS = ['core', 'main', 'preload', 'renderer', 'tests'];

/** @type {Array<{ name: string, command: () => Promise<string[]> | string[], group: string }>} */
const STEPS = [
  ...LAYERS.map((layer) => ({ name: `types: ${layer}`, group: 'check', command: () => [bin('tsc'), '-p', `tsconfig.${layer}.json`] })),
  { name: 'lint', group: 'check', command: () => [bin('oxlint'), '--type-aware', 'core', 'electron', 'renderer', 'e2e', 'lint', 'scripts', 'supabase'] },
  { name: 'dead code', group: 'check', command: () => [bin('knip')] },
  { name: 'database types are fresh', group: 'check', command: () => [process.execPath, 'scripts/gen-types.mjs', '--check'] },
  { name: 'schema document is fresh', group: 'check', command: () => [process.execPath, 'scripts/gen-schema-doc.mjs', '--check'] },
  { name: 'key document is fresh', group: 'check', command: () => [process.execPath, 'scripts/gen-keys-doc.mjs', '--check'] },
  { name: 'migrations lint', group: 'check', command: () => [process.execPath, 'scripts/lint-migrations.mjs'] },
  { name: 'unit and structure', group: 'unit', command: () => [bin('vitest'), 'run', '--project', 'core', '--project', 'structure', '--project', 'main', '--project', 'renderer'] },
  { name: 'database', group: 'db', command: () => [bin('vitest'), 'run', '--project', 'database'] },
  { name: 'end to end', group: 'e2e', command: async () => withDisplay(await withKeyring([bin('playwright'), 'test', '-c', 'e2e/playwright.config.ts'])) },
];

const wanted = process.argv.slice(2);
const steps = STEPS.filter(({ group }) => wanted.length === 0 || wanted.includes(group));
const windowed = steps.some(({ group }) => group === 'e2e');

await ensure({ electron: windowed, build: windowed, keyring: windowed });
/** @type {Array<{ name: string, lastLines: string }>} */
const failed = [];
for (const { name, command } of steps) {
  const [program = '', ...args] = await command();
  const started = Date.now();
  const { code, lastLines } = await runKeeping(program, args);
  say(`${code === 0 ? 'passed' : 'FAILED'}: ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (code !== 0) failed.push({ name, lastLines });
}
// What failed is told again where it is looked for: at the end, after all that passed since.
for (const { name, lastLines } of failed) process.stdout.write(`\n─── ${name} failed; its last lines:\n${lastLines}\n`);
if (failed.length > 0) say(`Failed: ${failed.map(({ name }) => name).join(', ')}`);
process.stdout.write(`${steps.length - failed.length} passed, ${failed.length} failed\n`);
process.exit(failed.length === 0 ? 0 : 1);
