import type { CommandId, KeyedCommandId } from '../lib/commands.tsx';

export interface KeyBinding {
  readonly command: KeyedCommandId;
  /** Physical key (KeyboardEvent.code), so that K stays K on a Russian layout. */
  readonly code: string;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
  /** In a text field the press is the field's own. */
  readonly notInField?: true;
  /** Works while a dialog or a menu is open, too. */
  readonly throughDialogs?: true;
  /** Held down it goes on; every other key asks once, however long it is held. */
  readonly repeats?: true;
  /** What is printed on the key; always the Latin letter. */
  readonly cap: string;
  /** Listed on the key sheet under this head; bindings without one are alternatives that the sheet leaves out. */
  readonly group?: 'everywhere' | 'list' | 'review' | 'player' | 'transcript';
}

/** The commands of the ten digits, by figure. */
const DIGITS = ['review.digit0', 'review.digit1', 'review.digit2', 'review.digit3', 'review.digit4', 'review.digit5', 'review.digit6', 'review.digit7', 'review.digit8', 'review.digit9'] as const;

/** The one key table. It makes the handlers, the keycaps in tooltips and the key sheet. */
export const KEYS: readonly KeyBinding[] = [
  { command: 'palette.show', code: 'KeyK', ctrl: true, cap: 'Ctrl K', group: 'everywhere' },
  { command: 'find', code: 'Slash', cap: '/', group: 'everywhere' },
  { command: 'screen.calls', code: 'Digit1', ctrl: true, cap: 'Ctrl 1', group: 'everywhere' },
  { command: 'screen.queues', code: 'Digit2', ctrl: true, cap: 'Ctrl 2', group: 'everywhere' },
  { command: 'screen.moments', code: 'Digit3', ctrl: true, cap: 'Ctrl 3', group: 'everywhere' },
  { command: 'screen.prompts', code: 'Digit4', ctrl: true, cap: 'Ctrl 4', group: 'everywhere' },
  { command: 'screen.insights', code: 'Digit5', ctrl: true, cap: 'Ctrl 5', group: 'everywhere' },
  { command: 'keys.show', code: 'Slash', shift: true, cap: '?', group: 'everywhere' },
  { command: 'undo', code: 'KeyZ', ctrl: true, notInField: true, throughDialogs: true, cap: 'Ctrl Z', group: 'everywhere' },
  { command: 'call.back', code: 'Escape', cap: 'Esc', group: 'everywhere' },
  { command: 'calls.open', code: 'Enter', cap: '↵', group: 'list' },
  { command: 'calls.select', code: 'KeyX', cap: 'X', group: 'list' },
  { command: 'calls.selectOn', code: 'ArrowDown', shift: true, repeats: true, cap: '⇧↓', group: 'list' },
  { command: 'calls.selectAll', code: 'KeyA', ctrl: true, cap: 'Ctrl A', group: 'list' },
  { command: 'review.down', code: 'ArrowDown', notInField: true, repeats: true, cap: '↓', group: 'review' },
  { command: 'review.up', code: 'ArrowUp', notInField: true, repeats: true, cap: '↑', group: 'review' },
  { command: 'review.more', code: 'ArrowRight', notInField: true, repeats: true, cap: '→', group: 'review' },
  { command: 'review.less', code: 'ArrowLeft', notInField: true, repeats: true, cap: '←', group: 'review' },
  { command: 'review.muchMore', code: 'ArrowRight', shift: true, notInField: true, repeats: true, cap: '⇧→', group: 'review' },
  { command: 'review.muchLess', code: 'ArrowLeft', shift: true, notInField: true, repeats: true, cap: '⇧←', group: 'review' },
  ...Array.from({ length: 10 }, (_, figure): KeyBinding => ({ command: DIGITS[figure] ?? 'review.digit0', code: `Digit${figure}`, cap: String(figure), ...(figure === 1 && { cap: '0–9', group: 'review' }) })),
  ...Array.from({ length: 10 }, (_, figure): KeyBinding => ({ command: DIGITS[figure] ?? 'review.digit0', code: `Numpad${figure}`, cap: String(figure) })),
  { command: 'review.erase', code: 'Backspace', notInField: true, repeats: true, cap: '⌫' },
  { command: 'review.commit', code: 'Enter', cap: '↵', group: 'review' },
  { command: 'review.commit', code: 'NumpadEnter', cap: '↵' },
  { command: 'review.accept', code: 'KeyY', cap: 'Y', group: 'review' },
  { command: 'review.acceptVerified', code: 'KeyY', shift: true, cap: '⇧Y', group: 'review' },
  { command: 'review.complete', code: 'Enter', ctrl: true, cap: 'Ctrl ↵', group: 'review' },
  { command: 'review.skip', code: 'KeyK', cap: 'K', group: 'review' },
  { command: 'review.flag', code: 'KeyF', cap: 'F', group: 'review' },
  { command: 'conflict.save', code: 'Enter', ctrl: true, cap: 'Ctrl ↵', group: 'everywhere' },
  { command: 'play.toggle', code: 'Space', cap: 'Space', group: 'player' },
  { command: 'play.toggleInField', code: 'Space', ctrl: true, cap: 'Ctrl Space' },
  { command: 'play.back', code: 'KeyJ', repeats: true, cap: 'J', group: 'player' },
  { command: 'play.forward', code: 'KeyL', repeats: true, cap: 'L', group: 'player' },
  { command: 'play.previousTurn', code: 'KeyJ', shift: true, repeats: true, cap: '⇧J', group: 'player' },
  { command: 'play.nextTurn', code: 'KeyL', shift: true, repeats: true, cap: '⇧L', group: 'player' },
  { command: 'play.slower', code: 'Comma', repeats: true, cap: ',', group: 'player' },
  { command: 'play.faster', code: 'Period', repeats: true, cap: '.', group: 'player' },
  { command: 'play.skipSilence', code: 'KeyS', cap: 'S', group: 'player' },
  { command: 'play.soloAgent', code: 'KeyA', cap: 'A', group: 'player' },
  { command: 'play.soloCustomer', code: 'KeyC', cap: 'C', group: 'player' },
  { command: 'play.soloBoth', code: 'KeyB', cap: 'B', group: 'player' },
  { command: 'evidence.next', code: 'KeyE', cap: 'E', group: 'player' },
  { command: 'moment.mark', code: 'KeyM', cap: 'M', group: 'player' },
  { command: 'moment.markTurn', code: 'KeyM', shift: true, cap: '⇧M', group: 'player' },
  { command: 'moment.tip', code: 'KeyT', cap: 'T', group: 'player' },
  { command: 'prompt.open', code: 'KeyV', cap: 'V', group: 'everywhere' },
  { command: 'checkable.next', code: 'KeyN', repeats: true, cap: 'N', group: 'transcript' },
  { command: 'checkable.previous', code: 'KeyN', shift: true, repeats: true, cap: '⇧N', group: 'transcript' },
  { command: 'find.field', code: 'KeyF', ctrl: true, cap: 'Ctrl F', group: 'transcript' },
  { command: 'find.next', code: 'F3', repeats: true, cap: 'F3', group: 'transcript' },
  { command: 'find.previous', code: 'F3', shift: true, repeats: true, cap: '⇧F3', group: 'transcript' },
  { command: 'call.list', code: 'KeyB', ctrl: true, cap: 'Ctrl B', group: 'everywhere' },
  { command: 'call.previous', code: 'ArrowUp', alt: true, repeats: true, cap: 'Alt ↑', group: 'everywhere' },
  { command: 'call.next', code: 'ArrowDown', alt: true, repeats: true, cap: 'Alt ↓', group: 'everywhere' },
];

/** Keycap of each command, for tooltips and buttons. */
export const keycaps: Readonly<Partial<Record<CommandId, string>>> = Object.fromEntries(
  KEYS.toReversed().map((key) => [key.command, key.cap]),
);

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button', 'submit'].includes(target.type)));

/** Elements that answer Space and Enter themselves when they have the focus. */
const ANSWERS_ITSELF = 'button, a[href], summary, input, [role="menuitem"], [role="option"], [role="switch"], [role="radio"]';

const answersItself = (event: KeyboardEvent): boolean =>
  (event.code === 'Space' || event.code === 'Enter') &&
  !event.ctrlKey &&
  event.target instanceof HTMLElement &&
  event.target.closest(ANSWERS_ITSELF) !== null;

const matches = (key: KeyBinding, event: KeyboardEvent): boolean =>
  key.code === event.code &&
  (key.ctrl ?? false) === (event.ctrlKey || event.metaKey) &&
  (key.shift ?? false) === event.shiftKey &&
  (key.alt ?? false) === event.altKey;

/** Whether a dialog or a menu is open: keys are its own then. */
export const isCovered = (): boolean =>
  document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"]') !== null;

/**
 * The commands that a key press can ask for now, of which a screen answers one; none where the press belongs to a field, a button, or
 * to what covers the screen.
 */
export const commandsFor = (event: KeyboardEvent, covered: boolean): CommandId[] => {
  if (event.defaultPrevented || event.isComposing || answersItself(event)) return [];
  return KEYS.filter((key) => matches(key, event) && isFree(key, event, covered)).map(({ command }) => command);
};

const isFree = (key: KeyBinding, event: KeyboardEvent, covered: boolean): boolean => {
  if (covered && key.throughDialogs !== true) return false;
  const bare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.code.startsWith('F');
  return !((bare || key.notInField === true) && isTextField(event.target));
};

/** Whether a press asks for a command again while its key is held down. */
export const goesOn = (command: CommandId): boolean => KEYS.some((key) => key.command === command && key.repeats === true);

/** Esc leaves a text field, whatever the screen does with Esc otherwise. */
export const leavesField = (event: KeyboardEvent): boolean =>
  event.code === 'Escape' && !event.defaultPrevented && isTextField(event.target);
