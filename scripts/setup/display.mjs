import { ensureSystemPackages } from './system-packages.mjs';
import { say } from './say.mjs';

/** Whether this machine shows windows. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

/**
 * The command as it has to be started so that it finds a display: itself, or wrapped in a virtual one.
 * @param {string[]} command
 * @returns {Promise<string[]>}
 */
export async function withDisplay(command) {
  if (hasDisplay()) return command;
  await ensureSystemPackages(['display']);
  say('No display here: running under Xvfb, a virtual one');
  return ['xvfb-run', '-a', '-s', '-screen 0 1920x1200x24', ...command];
}
