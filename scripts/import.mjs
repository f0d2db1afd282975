import { ensure } from './setup/ensure.mjs';
import { run } from './setup/run.mjs';

/** `npm run import -- FILE…`: brings files of calls into a workspace; the last line is the summary as JSON. */
await ensure({ build: true });
process.exit(await run(process.execPath, ['out/main/import-command.js', ...process.argv.slice(2)], { stdout: 'inherit' }));
