/** What is typed before the field that it is meant for is there. */
export interface EarlyTyping {
  /** Ends the catching, and gives what was typed until then; nothing the second time. */
  take(): string;
}

/** A field that has not come by then comes no more: the keys are the screen's again. */
const LONGEST_WAIT_MS = 3_000;
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock']);

/** Catches what is typed from now on, so that it is no command of the screen below. Presses with Ctrl, Alt or Meta go where they belong. */
export const catchTyping = (): EarlyTyping => {
  let typed = '';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || MODIFIERS.has(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const signs = Array.from(typed);
    if (event.key === 'Backspace') typed = signs.slice(0, -1).join('');
    else if (Array.from(event.key).length === 1) typed += event.key;
  };
  const stop = (): void => {
    clearTimeout(timer);
    window.removeEventListener('keydown', onKeyDown, { capture: true });
  };
  const timer = setTimeout(stop, LONGEST_WAIT_MS);
  window.addEventListener('keydown', onKeyDown, { capture: true });
  return {
    take: () => {
      stop();
      const taken = typed;
      typed = '';
      return taken;
    },
  };
};
