/** Writes docs/keys.md from the key table and the English words of its commands. `--check` writes nothing and exits 1 where it is stale. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { keepFresh } from './db/fresh-file.mjs';
import { ROOT } from './setup/say.mjs';

const { module } = await runnerImport(join(ROOT, 'renderer/src/app/keys.ts'), { root: ROOT, configFile: false, logLevel: 'error' });
const words = JSON.parse(readFileSync(join(ROOT, 'renderer/src/i18n/en.json'), 'utf8'));

/** @type {Array<{ command: string, cap: string, group?: string }>} */
const keys = module.KEYS;
const groups = Object.entries(words.keys.group).map(([group, title]) => {
  const rows = keys.filter((key) => key.group === group).map(({ command, cap }) => `| ${cap} | ${words.command[command.replaceAll('.', '_')]} |`);
  return [`## ${title}`, '', '| key | does |', '|---|---|', ...rows].join('\n');
});
const head = [
  '# Keys',
  '',
  'Written by `npm run docs:keys` from the one key table, renderer/src/app/keys.ts, which also makes the handlers, the keycaps and the sheet',
  'behind `?`. Keys are physical: K is K on a Russian layout too. In a text field letters are the field’s own; Esc leaves it.',
].join('\n');
keepFresh('docs/keys.md', `${[head, ...groups].join('\n\n')}\n`, 'npm run docs:keys');
