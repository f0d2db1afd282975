import { useEffect } from 'react';
import type { CommandId, CommandRegistry } from '../lib/commands.tsx';
import { commandsFor, goesOn, isCovered, leavesField } from './keys.ts';

/** One listener for the whole window: key table in, command out. */
export const useKeyboard = (registry: CommandRegistry): void => {
  useEffect(() => {
    // Asked before anybody else hears of the press: the Esc that closes a dialog is not also the screen's.
    let covered = false;
    const look = (): void => {
      covered = isCovered();
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      if (leavesField(event)) {
        (event.target as HTMLElement).blur();
        event.preventDefault();
        return;
      }
      // A key that is held down decides nothing a second time; the press is the command's all the same.
      const run = (command: CommandId): boolean => (event.repeat && !goesOn(command) ? registry.answered().has(command) : registry.run(command));
      if (commandsFor(event, covered).some(run)) event.preventDefault();
    };
    window.addEventListener('keydown', look, { capture: true });
    // Not of the window: a tooltip that Esc closes lets no press get that far, and the pointer rests on one often.
    document.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', look, { capture: true });
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [registry]);
};
