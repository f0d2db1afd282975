/**
 * Who may import whom: the one table that the lint rule enforces and docs/ARCHITECTURE.md shows.
 * The longest matching folder is a file's zone. `imports` are folders ("own" is the zone's own folder), `packages` are
 * npm packages (a trailing slash takes sub-packages), `node` allows Node's own modules.
 */
export const ZONES = [
  { zone: 'core', folder: 'core/', imports: ['core/'], packages: ['zod'], node: false },
  { zone: 'main: ipc', folder: 'electron/main/ipc/', imports: ['own', 'core/'], typesFrom: ['electron/main/'], packages: [], node: true },
  { zone: 'main: remote', folder: 'electron/main/remote/', imports: ['own', 'core/'], packages: ['zod', '@supabase/supabase-js'], node: true },
  { zone: 'main: store', folder: 'electron/main/store/', imports: ['own', 'core/'], packages: ['zod'], node: true },
  { zone: 'main: media', folder: 'electron/main/media/', imports: ['own', 'core/'], packages: ['zod'], node: true },
  { zone: 'main: session', folder: 'electron/main/session/', imports: ['own', 'core/', 'electron/main/settings/'], typesFrom: ['@supabase/supabase-js'], packages: ['zod'], node: true },
  { zone: 'main: imports', folder: 'electron/main/imports/', imports: ['own', 'core/'], packages: ['zod'], node: true },
  { zone: 'main: sync', folder: 'electron/main/sync/', imports: ['own', 'core/'], typesFrom: ['electron/main/'], packages: [], node: true },
  { zone: 'main: checkouts', folder: 'electron/main/checkouts/', imports: ['own', 'core/'], typesFrom: ['electron/main/'], packages: [], node: true },
  { zone: 'main: scoring', folder: 'electron/main/scoring/', imports: ['own', 'core/'], packages: ['zod', 'openai'], node: true },
  { zone: 'main: workspace', folder: 'electron/main/workspace/', imports: ['own', 'core/'], packages: ['zod'], node: true },
  { zone: 'main: settings', folder: 'electron/main/settings/', imports: ['own', 'core/'], packages: ['zod'], node: true },
  { zone: 'main: log', folder: 'electron/main/log/', imports: ['own', 'core/'], packages: [], node: true },
  { zone: 'main: shell', folder: 'electron/main/shell/', imports: ['own', 'core/', 'electron/main/ipc/sender.ts'], typesFrom: ['electron/main/'], packages: ['electron', 'zod'], node: true },
  { zone: 'main: composition', folder: 'electron/main/', imports: ['electron/', 'core/', 'node_modules/electron/package.json'], packages: ['electron', 'zod'], node: true },
  { zone: 'import worker', folder: 'electron/import-worker/', imports: ['own', 'core/'], packages: ['zod'], node: true },
  { zone: 'import command', folder: 'electron/import-command/', imports: ['own', 'core/', 'electron/main/imports/', 'electron/main/remote/', 'electron/workspace/'], packages: ['zod'], node: true },
  { zone: 'judge command', folder: 'electron/judge-command/', imports: ['own', 'core/'], packages: [], node: true },
  { zone: 'preload', folder: 'electron/preload/', imports: ['own'], typesFrom: ['core/contract/'], packages: ['electron'], node: false },
  { zone: 'workspace', folder: 'electron/workspace/', imports: ['own', 'core/', 'supabase/'], packages: ['zod', '@supabase/lite', '@electric-sql/pglite', '@hono/node-server'], node: true },
  { zone: 'store', folder: 'electron/store/', imports: ['own', 'core/'], packages: ['zod', 'libsql'], node: true },
  { zone: 'peaks', folder: 'electron/peaks/', imports: ['own', 'core/', 'electron/main/media/byte-source.ts', 'electron/main/media/sealed-file.ts'], packages: ['zod', 'mpg123-decoder', 'ogg-opus-decoder'], node: true },
  { zone: 'renderer: bridge', folder: 'renderer/src/bridge/', imports: ['own', 'core/'], typesFrom: ['electron/preload/api.ts'], packages: ['react', '@tanstack/react-query', 'zod'], node: false },
  { zone: 'renderer: player', folder: 'renderer/src/features/player/', imports: ['own', 'core/', 'renderer/src/bridge/', 'renderer/src/ui/', 'renderer/src/lib/', 'renderer/src/i18n/'], packages: ['renderer', 'wavesurfer.js'], node: false },
  { zone: 'renderer: prompts', folder: 'renderer/src/features/prompts/', imports: ['own', 'core/', 'renderer/src/bridge/', 'renderer/src/ui/', 'renderer/src/lib/', 'renderer/src/i18n/'], packages: ['renderer', '@codemirror/'], node: false },
  { zone: 'renderer: feature', folder: 'renderer/src/features/*/', imports: ['own', 'core/', 'renderer/src/bridge/', 'renderer/src/ui/', 'renderer/src/lib/', 'renderer/src/i18n/'], packages: ['renderer'], node: false },
  { zone: 'renderer: ui', folder: 'renderer/src/ui/', imports: ['own', 'renderer/src/lib/'], typesFrom: ['core/'], packages: ['renderer', '@fontsource-variable/'], node: false },
  { zone: 'renderer: lib', folder: 'renderer/src/lib/', imports: ['own'], typesFrom: ['core/'], packages: ['renderer'], node: false },
  { zone: 'renderer: app', folder: 'renderer/src/', imports: ['renderer/', 'core/'], packages: ['renderer', '@fontsource-variable/'], node: false },
];

/** What any part of the renderer may take from npm. */
export const RENDERER_PACKAGES = [
  'react',
  'react-dom',
  'react-i18next',
  'i18next',
  'zod',
  '@mantine/',
  '@tabler/icons-react',
  '@tanstack/react-query',
  '@tanstack/react-router',
  '@tanstack/react-virtual',
];

/** @typedef {{ zone: string, folder: string, imports: string[], typesFrom?: string[], packages: string[], node: boolean }} Zone */

/** @param {string} folder @param {string} file */
function matchOf(folder, file) {
  if (!folder.includes('*')) return file.startsWith(folder) ? folder : null;
  const pattern = new RegExp(`^${folder.replace('*', '[^/]+')}`);
  return pattern.exec(file)?.[0] ?? null;
}

/** A longer folder is more specific; of two equally long ones the one without a star. @param {{ zone: Zone, own: string | null }} match */
const specificity = (match) => (match.own ?? '').length * 2 + (match.zone.folder.includes('*') ? 0 : 1);

/**
 * The zone of a file, with its own folder spelt out, or null where no wall stands.
 * @param {string} file path from the root, with forward slashes
 * @returns {{ zone: Zone, own: string } | null}
 */
export function zoneOf(file) {
  const matches = ZONES.map((zone) => ({ zone, own: matchOf(zone.folder, file) })).filter((one) => one.own !== null);
  const [found] = matches.sort((a, b) => specificity(b) - specificity(a));
  return found ? { zone: found.zone, own: /** @type {string} */ (found.own) } : null;
}

/** @param {string} name @param {string[]} allowed */
const packageAllowed = (name, allowed) => allowed.some((one) => name === one || name.startsWith(one.endsWith('/') ? one : `${one}/`));

/**
 * Why a file may not import something, or null where it may.
 * @param {string} file importing file, from the root
 * @param {string} target resolved path from the root for a relative import, else the bare specifier
 * @param {{ relative: boolean, typeOnly: boolean }} how
 */
export function faultOf(file, target, how) {
  const place = zoneOf(file);
  if (!place) return null;
  const { zone, own } = place;
  const types = how.typeOnly ? (zone.typesFrom ?? []) : [];
  if (how.relative) {
    const folders = [...zone.imports, ...types].map((one) => (one === 'own' ? own : one));
    return folders.some((one) => target.startsWith(one)) ? null : `${zone.zone} may not import ${target}`;
  }
  if (target.startsWith('node:')) return zone.node ? null : `${zone.zone} may not use ${target}`;
  const packages = zone.packages.flatMap((one) => (one === 'renderer' ? RENDERER_PACKAGES : [one]));
  return packageAllowed(target, [...packages, ...types]) ? null : `${zone.zone} may not use the package ${target}`;
}
