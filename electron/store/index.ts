import { parentPort } from './parent-port.ts';
import { serveStore } from './server.ts';

/** Entry of the store's process: it serves whoever started it and closes the file when it is told to end. */
const port = parentPort();

if (port) {
  const server = serveStore(port);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      server.close();
      process.exit(0);
    });
  }
  process.on('disconnect', () => {
    server.close();
    process.exit(0);
  });
} else {
  process.stderr.write('The store runs as a child of the app.\n');
  process.exitCode = 1;
}
