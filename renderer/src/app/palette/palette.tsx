import { Suspense, use, useEffect, useState } from 'react';
import { CommandContext, useCommand } from '../../lib/commands.tsx';
import { catchTyping } from '../../lib/early-typing.ts';
import { useEver } from '../../lib/hooks.ts';
import { whenIdle } from '../../lib/when-idle.ts';
import { loadPaletteDialog, PaletteDialog } from '../shell/lazy-parts.ts';
import type { Opening } from './entry.ts';

/** Opens the palette on its command. What is chosen there runs once it is gone and the focus is back where it was. */
export const Palette = (): React.JSX.Element | null => {
  const registry = use(CommandContext);
  const [opening, setOpening] = useState<Opening | null>(null);
  const ever = useEver(opening !== null);
  useCommand('palette.show', () => {
    const { activeElement } = document;
    setOpening({ early: catchTyping(), answered: registry.answered(), back: activeElement instanceof HTMLElement ? activeElement : null });
  });
  // What is typed right after the key belongs to the palette, which should not have to be fetched then.
  useEffect(() => whenIdle(() => void loadPaletteDialog()), []);
  const close = (then?: () => void): void => {
    opening?.early.take();
    setOpening(null);
    opening?.back?.focus({ preventScroll: true });
    // What the focus changes on the screen comes first.
    if (then) setTimeout(then);
  };
  return ever ? (
    <Suspense fallback={null}>
      <PaletteDialog opening={opening} onClose={close} />
    </Suspense>
  ) : null;
};
