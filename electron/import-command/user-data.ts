import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/** The app's user-data folder as Electron names it, for a command that runs without Electron. SIDETONE_USER_DATA wins. */
export function userDataFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env['SIDETONE_USER_DATA']) return env['SIDETONE_USER_DATA'];
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Sidetone');
  if (platform() === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Sidetone');
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Sidetone');
}
