import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultOf, ZONES } from './walls.mjs';

const ROOT = resolve(import.meta.dirname, '..');

/** Imports that a wall must stop, and their lawful neighbours that it must let through. */
const FORBIDDEN: Array<[file: string, line: string]> = [
  ['core/qci/planted.ts', "import { app } from 'electron';"],
  ['core/qci/planted.ts', "import { readFileSync } from 'node:fs';"],
  ['core/qci/planted.ts', "import { openLog } from '../../electron/main/log/log.ts';"],
  ['core/qci/planted.ts', "import { v4 } from 'uuid';"],
  ['electron/main/ipc/handlers/planted.ts', "import { shell } from 'electron';"],
  ['electron/main/ipc/handlers/planted.ts', "import { createRemoteClient } from '../../remote/client.ts';"],
  ['electron/main/remote/planted.ts', "import { safeStorage } from 'electron';"],
  ['electron/main/store/planted.ts', "import { createClient } from '@supabase/supabase-js';"],
  ['electron/main/session/planted.ts', "import { createClient } from '@supabase/supabase-js';"],
  ['electron/main/shell/planted.ts', "import { createStoreClient } from '../store/store-client.ts';"],
  ['electron/preload/planted.ts', "import { routes } from '../../core/contract/index.ts';"],
  ['electron/preload/planted.ts', "import { readFileSync } from 'node:fs';"],
  ['electron/workspace/planted.ts', "import { utilityProcess } from 'electron';"],
  ['electron/store/planted.ts', "import { App } from '@supabase/lite';"],
  ['electron/peaks/planted.ts', "import Database from 'libsql';"],
  ['renderer/src/features/calls/planted.ts', "import { Player } from '../player/player.tsx';"],
  ['renderer/src/features/calls/planted.ts', "import { router } from '../../app/router.tsx';"],
  ['renderer/src/features/calls/planted.ts', "import WaveSurfer from 'wavesurfer.js';"],
  ['renderer/src/features/calls/planted.ts', "import { EditorView } from '@codemirror/view';"],
  ['renderer/src/features/calls/planted.ts', "import { createClient } from '@supabase/supabase-js';"],
  ['renderer/src/features/calls/planted.ts', "import { ipcRenderer } from 'electron';"],
  ['renderer/src/features/calls/planted.ts', "import { join } from 'node:path';"],
  ['renderer/src/features/calls/planted.ts', "import { createWindow } from '../../../../electron/main/shell/window.ts';"],
  ['renderer/src/ui/planted.ts', "import { request } from '../bridge/request.ts';"],
  ['renderer/src/lib/planted.ts', "import { request } from '../bridge/request.ts';"],
  ['renderer/src/bridge/planted.ts', "import { Player } from '../features/player/player.tsx';"],
];

const ALLOWED: Array<[file: string, line: string]> = [
  ['core/qci/planted.ts', "import { z } from 'zod';"],
  ['electron/main/ipc/handlers/planted.ts', "import type { SessionManager } from '../../session/session-manager.ts';"],
  ['electron/main/shell/planted.ts', "import { app } from 'electron';"],
  ['electron/preload/planted.ts', "import type { AppErrorShape } from '../../core/contract/errors.ts';"],
  ['renderer/src/features/player/planted.ts', "import WaveSurfer from 'wavesurfer.js';"],
  ['renderer/src/features/prompts/planted.ts', "import { EditorView } from '@codemirror/view';"],
  ['renderer/src/features/calls/planted.ts', "import { callRowSchema } from '../../../../core/calls/call-row.ts';"],
  ['renderer/src/app/planted.ts', "import { Player } from '../features/player/player.tsx';"],
];

function faultOfLine(file: string, line: string): string | null {
  const specifier = /'([^']+)'/.exec(line)?.[1] ?? '';
  const relative = specifier.startsWith('.');
  return faultOf(file, relative ? join(dirname(file), specifier) : specifier, { relative, typeOnly: line.startsWith('import type') });
}

describe('import matrix', () => {
  it.each(FORBIDDEN)('%s may not: %s', (file, line) => {
    expect(faultOfLine(file, line)).not.toBeNull();
  });
  it.each(ALLOWED)('%s may: %s', (file, line) => {
    expect(faultOfLine(file, line)).toBeNull();
  });
});

const trees: string[] = [];
afterAll(() => trees.forEach((tree) => rmSync(tree, { recursive: true, force: true })));

/** A tree of the house's own lint set-up with the given files, and what oxlint says of it. */
function lint(files: Record<string, string>): string {
  const tree = mkdtempSync(join(tmpdir(), 'sidetone-lint-'));
  trees.push(tree);
  cpSync(join(ROOT, 'lint'), join(tree, 'lint'), { recursive: true });
  cpSync(join(ROOT, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  }
  const folders = [...new Set(Object.keys(files).map((file) => file.split('/')[0] ?? ''))];
  const result = spawnSync(join(ROOT, 'node_modules/.bin/oxlint'), folders, { cwd: tree, encoding: 'utf8', env: { ...process.env, SIDETONE_LINT_ROOT: tree } });
  return result.stdout + result.stderr;
}

describe('the lint itself (a silent tool would be green for ever)', () => {
  it('reports every planted wall fault, and none of the lawful imports', () => {
    const planted = Object.fromEntries(FORBIDDEN.map(([file, line], index) => [file.replace('planted', `planted-${index}`), `${line}\n`]));
    const said = lint(planted);
    for (const [index] of FORBIDDEN.entries()) expect(said, `fault ${index}`).toMatch(new RegExp(`planted-${index}\\.ts`));
    const lawful = Object.fromEntries(ALLOWED.map(([file, line], index) => [file.replace('planted', `planted-${index}`), `${line}\n`]));
    expect(lint(lawful)).not.toContain('house(walls)');
  });

  it.each([
    ['house(no-barrels)', 'core/calls/planted.ts', "export { total } from './total.ts';\n"],
    ['house(no-raw-html)', 'renderer/src/features/calls/planted.tsx', 'export const Row = (p: { h: string }) => <b dangerouslySetInnerHTML={{ __html: p.h }} />;\n'],
    ['house(no-raw-html)', 'renderer/src/lib/planted.ts', "export const put = (e: Element): void => { e.innerHTML = 'x'; };\n"],
    ['no-explicit-any', 'core/calls/planted.ts', 'export const x = (v: any): number => v;\n'],
    ['no-default-export', 'core/calls/planted.ts', 'export default 1;\n'],
    ['filename-case', 'core/calls/PlantedName.ts', 'export const x = 1;\n'],
    ['max-lines', 'core/calls/planted.ts', `${Array.from({ length: 405 }, (_, i) => `export const x${i} = ${i};`).join('\n')}\n`],
  ])('%s fires', (rule, file, text) => {
    expect(lint({ [file]: text })).toContain(rule);
  });

  it('no-cycle fires', () => {
    const said = lint({ 'core/a.ts': "import { b } from './b.ts';\nexport const a = b;\n", 'core/b.ts': "import { a } from './a.ts';\nexport const b = a;\n" });
    expect(said).toContain('no-cycle');
  });
});

describe('the compiler’s walls', () => {
  it.each([
    ['core', 'core', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n"],
    ['core', 'core', 'export const x = document.title;\n'],
    ['core', 'core', 'export const x = process.env;\n'],
    ['core', 'core', 'export const x = setTimeout;\n'],
    ['main', 'electron/main', 'export const x = document.title;\n'],
    ['renderer', 'renderer/src', 'export const x = process.env;\n'],
    ['preload', 'electron/preload', 'export const x = document.title;\n'],
  ])('the %s project refuses a fault planted in %s', (project, folder, text) => {
    const tree = mkdtempSync(join(tmpdir(), 'sidetone-types-'));
    trees.push(tree);
    mkdirSync(join(tree, folder), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
    for (const name of ['tsconfig.base.json', `tsconfig.${project}.json`]) cpSync(join(ROOT, name), join(tree, name));
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    writeFileSync(join(tree, folder, 'planted.ts'), 'export const x = 1;\n');
    execFileSync(tsc, ['-p', `tsconfig.${project}.json`], { cwd: tree });
    writeFileSync(join(tree, folder, 'planted.ts'), text);
    expect(spawnSync(tsc, ['-p', `tsconfig.${project}.json`], { cwd: tree }).status).not.toBe(0);
  });
});

describe('documents', () => {
  it('docs/ARCHITECTURE.md shows the matrix that is enforced', () => {
    const text = readFileSync(join(ROOT, 'docs/ARCHITECTURE.md'), 'utf8');
    for (const { zone, folder } of ZONES) expect(text, zone).toContain(`| ${zone} | \`${folder}\` |`);
  });
});
