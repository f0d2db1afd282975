/** On a text field inside a drawer: its Esc is the field's, and does not close what the field stands in. */
export const KEEPS_ESCAPE = { 'data-mantine-stop-propagation': 'true' } as const;

/** A press that is the field's own: with Ctrl and the like it is a command, and while a word is composed it is nobody's. */
export const isBare = (event: React.KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.nativeEvent.isComposing;
