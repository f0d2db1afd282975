import type { CommandId } from '../lib/commands.tsx';

export interface KeyBinding {
  readonly command: CommandId;
  /** Physical key (KeyboardEvent.code), so that K stays K on a Russian layout. */
  readonly code: string;
  readonly ctrl?: boolean;
  readonly shift?: boolean;
  readonly alt?: boolean;
  /** In a text field the press is the field's own. */
  readonly notInField?: true;
  /** Works while a dialog or a menu is open, too. */
  readonly throughDialogs?: true;
  /** What is printed on the key; always the Latin letter. */
  readonly cap: string;
  /** Listed on the key sheet under this head; bindings without one are alternatives that the sheet leaves out. */
  readonly group?: 'everywhere' | 'list' | 'player' | 'transcript';
}

/** The one key table. It makes the handlers, the keycaps in tooltips and the key sheet. */
export const KEYS: readonly KeyBinding[] = [
  { command: 'keys.show', code: 'Slash', shift: true, cap: '?', group: 'everywhere' },
  { command: 'find', code: 'Slash', cap: '/', group: 'everywhere' },
  { command: 'undo', code: 'KeyZ', ctrl: true, notInField: true, throughDialogs: true, cap: 'Ctrl Z', group: 'everywhere' },
  { command: 'call.back', code: 'Escape', cap: 'Esc', group: 'everywhere' },
  { command: 'calls.open', code: 'Enter', cap: '↵', group: 'list' },
  { command: 'calls.select', code: 'KeyX', cap: 'X', group: 'list' },
  { command: 'calls.selectOn', code: 'ArrowDown', shift: true, cap: '⇧↓', group: 'list' },
  { command: 'calls.selectAll', code: 'KeyA', ctrl: true, cap: 'Ctrl A', group: 'list' },
  { command: 'conflict.save', code: 'Enter', ctrl: true, cap: 'Ctrl ↵', group: 'everywhere' },
  { command: 'play.toggle', code: 'Space', cap: 'Space', group: 'player' },
  { command: 'play.toggleInField', code: 'Space', ctrl: true, cap: 'Ctrl Space' },
  { command: 'play.back', code: 'KeyJ', cap: 'J', group: 'player' },
  { command: 'play.forward', code: 'KeyL', cap: 'L', group: 'player' },
  { command: 'play.previousTurn', code: 'KeyJ', shift: true, cap: '⇧J', group: 'player' },
  { command: 'play.nextTurn', code: 'KeyL', shift: true, cap: '⇧L', group: 'player' },
  { command: 'play.slower', code: 'Comma', cap: ',', group: 'player' },
  { command: 'play.faster', code: 'Period', cap: '.', group: 'player' },
  { command: 'play.skipSilence', code: 'KeyS', cap: 'S', group: 'player' },
  { command: 'play.soloAgent', code: 'KeyA', cap: 'A', group: 'player' },
  { command: 'play.soloCustomer', code: 'KeyC', cap: 'C', group: 'player' },
  { command: 'play.soloBoth', code: 'KeyB', cap: 'B', group: 'player' },
  { command: 'evidence.next', code: 'KeyE', cap: 'E', group: 'player' },
  { command: 'moment.mark', code: 'KeyM', cap: 'M', group: 'player' },
  { command: 'moment.markTurn', code: 'KeyM', shift: true, cap: '⇧M', group: 'player' },
  { command: 'prompt.open', code: 'KeyV', cap: 'V', group: 'everywhere' },
  { command: 'find.field', code: 'KeyF', ctrl: true, cap: 'Ctrl F', group: 'transcript' },
  { command: 'find.next', code: 'F3', cap: 'F3', group: 'transcript' },
  { command: 'find.previous', code: 'F3', shift: true, cap: '⇧F3', group: 'transcript' },
  { command: 'call.previous', code: 'ArrowUp', alt: true, cap: 'Alt ↑', group: 'everywhere' },
  { command: 'call.next', code: 'ArrowDown', alt: true, cap: 'Alt ↓', group: 'everywhere' },
];

/** Keycap of each command, for tooltips and buttons. */
export const keycaps: Readonly<Partial<Record<CommandId, string>>> = Object.fromEntries(
  KEYS.map((key) => [key.command, key.cap]),
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

/** The command that a key press asks for now; null where the press belongs to a field, a button, or to what covers the screen. */
export const commandFor = (event: KeyboardEvent, covered: boolean): CommandId | null => {
  if (event.defaultPrevented || event.isComposing) return null;
  const key = KEYS.find((candidate) => matches(candidate, event));
  if (!key || answersItself(event) || (covered && key.throughDialogs !== true)) return null;
  const bare = !event.ctrlKey && !event.metaKey && !event.altKey && !event.code.startsWith('F');
  if ((bare || key.notInField === true) && isTextField(event.target)) return null;
  return key.command;
};

/** Esc leaves a text field, whatever the screen does with Esc otherwise. */
export const leavesField = (event: KeyboardEvent): boolean =>
  event.code === 'Escape' && !event.defaultPrevented && isTextField(event.target);
