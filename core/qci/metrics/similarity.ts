/** How alike two lists of words are, 0 to 1: twice the words they share, counted with repeats, over all words (Sørensen–Dice). */
export function similarity(one: readonly string[], other: readonly string[]): number {
  if (one.length + other.length === 0) return 1;
  const left = new Map<string, number>();
  for (const word of one) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of other) {
    const rest = left.get(word) ?? 0;
    if (rest > 0) {
      shared += 1;
      left.set(word, rest - 1);
    }
  }
  return (2 * shared) / (one.length + other.length);
}
