import { rmSync } from 'node:fs';
import { join } from 'node:path';

/** The runtime's own default app has no business in a package. @param {{ appOutDir: string }} context */
export default async function afterPack({ appOutDir }) {
  rmSync(join(appOutDir, 'resources', 'default_app.asar'), { recursive: true, force: true });
}
