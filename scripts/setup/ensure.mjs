import { ensureBuild } from './build.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { ensureNodeModules } from './node-modules.mjs';
import { fail } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

/** Refuses a Node that cannot run the tools, before anything else happens. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Node ${process.versions.node} is too old.`, 'Install Node 22.12 or newer from nodejs.org (20.19 is the least that works).');
}

/**
 * Brings a checkout to the point a command needs. Each step is skipped when it is done already, so a second run needs no network.
 * @param {{ electron?: boolean, build?: boolean, keyring?: boolean }} needs
 */
export async function ensure(needs) {
  checkNode();
  await ensureNodeModules();
  if (needs.electron) await ensureElectron();
  if (needs.keyring) await ensureSystemPackages(['keyring']);
  if (needs.build) await ensureBuild();
}
