import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from './settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sidetone-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const PLACE = { x: -5, y: 10, width: 1440, height: 900, maximized: false };

describe('settings', () => {
  it('begin with their defaults and write nothing', () => {
    const settings = openSettings(folder);
    expect(settings.get()).toMatchObject({ theme: 'system', language: 'system', playbackRate: 1, skipSilence: false });
    expect(settings.windowPlace()).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are there after a restart, with the window\'s place, for the owner only', () => {
    const settings = openSettings(folder);
    expect(settings.update({ theme: 'dark', language: undefined })).toMatchObject({ theme: 'dark', language: 'system' });
    settings.rememberWindow(PLACE);
    const again = openSettings(folder);
    expect(again.get().theme).toBe('dark');
    expect(again.windowPlace()).toEqual(PLACE);
    expect(readdirSync(folder)).toEqual(['settings.json']);
    expect(statSync(join(folder, 'settings.json')).mode & 0o077).toBe(0);
  });

  it('refuse what is out of range, and keep what was', () => {
    const settings = openSettings(folder);
    settings.update({ playbackRate: 2 });
    expect(() => settings.update({ playbackRate: 9 })).toThrow();
    expect(settings.get().playbackRate).toBe(2);
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).not.toContain('9');
  });

  it('remember no window where the disk takes nothing, and do not fail over it', () => {
    const settings = openSettings(join(folder, 'a file', 'in'));
    writeFileSync(join(folder, 'a file'), '');
    expect(() => settings.rememberWindow(PLACE)).not.toThrow();
    expect(() => settings.update({ theme: 'dark' })).toThrow();
  });

  it.each(['', 'null', '{"settings":{"theme":"pink"},"window":null}'])('start fresh from %j', (text) => {
    writeFileSync(join(folder, 'settings.json'), text);
    expect(openSettings(folder).get().theme).toBe('system');
  });
});
