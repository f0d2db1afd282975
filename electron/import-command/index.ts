import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { runCommand } from './run-command.ts';

/** Entry of `npm run import`. */
void runCommand(process.argv.slice(2), () => new Worker(join(import.meta.dirname, 'import-worker.js')));
