interface Position {
  readonly activeId: string | null;
  readonly offset: number;
}

const MOST = 20;
const positions = new Map<string, Position>();

/** Where the reader was in a list, for coming back from a call. Lives as long as the window. */
export const recallPosition = (key: string): Position => positions.get(key) ?? { activeId: null, offset: 0 };

export const rememberPosition = (key: string, position: Position): void => {
  positions.delete(key);
  positions.set(key, position);
  const oldest = positions.keys().next().value;
  if (positions.size > MOST && oldest !== undefined) positions.delete(oldest);
};
