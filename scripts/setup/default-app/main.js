// What Electron's own download carries as its default app, in the few lines that development needs:
// "electron [-r module] PATH" loads the app at PATH. The fallback runtime comes without one.
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

process.defaultApp = true;
const preloads = [];
let target = '.';
const args = process.argv.slice(1);
for (let i = 0; i < args.length; i += 1) {
  if (args[i] === '-r' || args[i] === '--require') preloads.push(args[(i += 1)]);
  else if (!args[i].startsWith('-')) {
    target = args[i];
    break;
  }
}
if (preloads.length > 0) Module._preloadModules(preloads);

const home = resolve(target);
const manifest = existsSync(resolve(home, 'package.json')) ? JSON.parse(readFileSync(resolve(home, 'package.json'), 'utf8')) : {};
if (manifest.version) app.setVersion(manifest.version);
if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name);
app.setAppPath(home);
await import(pathToFileURL(Module._resolveFilename(home, null, true)).href);
