import { describe, expect, it } from 'vitest';
import { COMMAND_IDS, type CommandId } from '../../lib/commands.tsx';
import { offeredKeys } from './offered-keys.ts';

const offered = (...answered: CommandId[]): string[] => offeredKeys(new Set(answered)).map(({ command }) => command);

describe('offeredKeys', () => {
  it('are those of the table that somebody answers, each once', () => {
    expect(offered()).toEqual([]);
    expect(offered('keys.show', 'find')).toEqual(['find', 'keys.show']);
    const all = offered(...COMMAND_IDS);
    expect(new Set(all).size).toBe(all.length);
  });

  it('leave out the palette, the screens, digits, and what the sheet of keys leaves out', () => {
    expect(offered('palette.show', 'screen.calls', 'screen.insights', 'review.digit1', 'play.toggleInField', 'review.erase')).toEqual([]);
  });

  it('begin with what the screen is for, and end with what is pressed again and again', () => {
    expect(offered('keys.show', 'play.back', 'play.toggle', 'review.complete', 'review.up')).toEqual(['review.complete', 'play.toggle', 'keys.show', 'review.up', 'play.back']);
  });
});
