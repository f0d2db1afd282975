import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEYS } from '../app/keys.ts';
import { COMMAND_IDS } from '../lib/commands.tsx';
import en from './en.json';
import ru from './ru.json';

const SOURCE = join(import.meta.dirname, '..');
const PLURAL = /_(zero|one|two|few|many|other)$/;

const flatten = (node: object, path = ''): Map<string, string> =>
  new Map(
    Object.entries(node).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flatten(value as object, `${path}${key}.`)],
    ),
  );
const bases = (catalogue: Map<string, string>): string[] => [...new Set([...catalogue.keys()].map((key) => key.replace(PLURAL, '')))].toSorted();
const values = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? '').toSorted();

const files = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
const sources = files(SOURCE).filter((path) => /\.tsx?$/.test(path) && !/\.test\.|[\\/]testing[\\/]/.test(path));

const enFlat = flatten(en);
const ruFlat = flatten(ru);

describe('catalogues', () => {
  it('hold the same keys', () => expect(bases(ruFlat)).toEqual(bases(enFlat)));

  it('have every plural form of their language', () => {
    const forms = (catalogue: Map<string, string>, wanted: string[]): string[] =>
      bases(catalogue).filter((base) => {
        const found = wanted.filter((form) => catalogue.has(`${base}_${form}`));
        return found.length > 0 && found.length < wanted.length;
      });
    expect(forms(enFlat, ['one', 'other'])).toEqual([]);
    expect(forms(ruFlat, ['one', 'few', 'many', 'other'])).toEqual([]);
  });

  it('fill the same values', () => {
    const differing = [...enFlat].filter(([key, text]) => {
      const other = ruFlat.get(key);
      return other !== undefined && !PLURAL.test(key) && values(text).join() !== values(other).join();
    });
    expect(differing).toEqual([]);
  });

  it('keep to the rules of wording: no exclamation marks, ё is written, quotes of the language', () => {
    expect([...enFlat.values(), ...ruFlat.values()].filter((text) => text.includes('!'))).toEqual([]);
    expect([...enFlat.values(), ...ruFlat.values()].filter((text) => text.includes('"'))).toEqual([]);
    expect([...ruFlat.values()].filter((text) => /(?:^|\s)(?:еще|ее|все равно|найден(?:о|ы)?н)(?=\s|$)/i.test(text))).toEqual([]);
  });

  it('have no key that nothing asks for', () => {
    const text = sources.map((path) => readFileSync(path, 'utf8')).join('\n');
    const asked = (key: string): boolean => {
      if (text.includes(`'${key}'`)) return true;
      const parts = key.split('.');
      // A key may be made of parts: t(`band.${band}`), t(`fault.${fault}.title`).
      return parts.some((_, at) => at > 0 && text.includes(`\`${parts.slice(0, at).join('.')}.$\{`));
    };
    const composed = ['command.', 'recording.short.none'];
    expect(bases(enFlat).filter((key) => !asked(key) && !composed.some((prefix) => key.startsWith(prefix)))).toEqual([]);
  });
});

describe('screens', () => {
  it('carry no bare words: every text goes through the catalogue', () => {
    const bare = sources
      .filter((path) => path.endsWith('.tsx'))
      .flatMap((path) =>
        readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line) && !line.includes('=>') )
          .flatMap((line) => [
            ...[...line.matchAll(/>([^<>{}()=;]*\p{L}{3,}[^<>{}()=;]*)</gu)].map((match) => match[1] ?? ''),
            ...[...line.matchAll(/\s(?:label|title|placeholder|aria-label|alt)="([^"]*\p{L}{2,}[^"]*)"/gu)].map((match) => match[1] ?? ''),
          ])
          .map((words) => `${path.slice(SOURCE.length + 1)}: ${words}`),
      )
      .filter((found) => !/your-project\.supabase\.co|sb_publishable|: JSON$/.test(found));
    expect(bare).toEqual([]);
  });
});

describe('key table', () => {
  it('binds and names every command', () => {
    const bound = new Set(KEYS.map((key) => key.command));
    expect(COMMAND_IDS.filter((id) => !bound.has(id))).toEqual([]);
    expect(COMMAND_IDS.filter((id) => !enFlat.has(`command.${id.replaceAll('.', '_')}`))).toEqual([]);
  });

  it('gives no key to two commands of one screen', () => {
    const presses = KEYS.map((key) => [key.group ?? key.command, key.ctrl, key.shift, key.alt, key.code].join());
    expect(presses.filter((press, index) => presses.indexOf(press) !== index)).toEqual([]);
  });
});
