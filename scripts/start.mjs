import { hasDisplay, withDisplay } from './setup/display.mjs';
import { electronProgram } from './setup/electron-runtime.mjs';
import { ensure } from './setup/ensure.mjs';
import { run } from './setup/run.mjs';
import { say } from './setup/say.mjs';

await ensure({ electron: true, build: true });
if (hasDisplay()) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  say('Opening Sidetone');
  process.exit(await run(electronProgram(), ['.', ...(asRoot ? ['--no-sandbox'] : []), ...process.argv.slice(2)]));
}
const [program = '', ...args] = await withDisplay([process.execPath, 'scripts/start-unseen.mjs']);
process.exit(await run(program, args, { stdout: 'inherit' }));
