import { useEffect } from 'react';
import type { CommandRegistry } from '../lib/commands.tsx';
import { commandFor, leavesField } from './keys.ts';

/** One listener for the whole window: key table in, command out. */
export const useKeyboard = (registry: CommandRegistry): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (leavesField(event)) {
        (event.target as HTMLElement).blur();
        event.preventDefault();
        return;
      }
      const command = commandFor(event);
      if (command !== null && registry.run(command)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry]);
};
