import { homedir } from 'node:os';
import { join } from 'node:path';
import { ensure } from './setup/ensure.mjs';
import { run } from './setup/run.mjs';
import { say } from './setup/say.mjs';

/** `npm run workspace -- [--port N] [--home FOLDER] [--empty]`: the embedded workspace alone, until Ctrl+C. */
const given = process.argv.slice(2);
const home = given.includes('--home') ? [] : ['--home', join(homedir(), '.sidetone-workspace')];
const port = given.includes('--port') ? [] : ['--port', '54430'];
await ensure({ build: true });
say('The workspace listens on loopback until Ctrl+C; its first line names address, key and demo people');
process.exit(await run(process.execPath, ['out/main/workspace.js', ...home, ...port, ...given], { stdout: 'inherit' }));
