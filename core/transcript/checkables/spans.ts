/** A piece of a text: `text.slice(start, end)`, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const BETWEEN = /^[\s–-]{0,2}$/u;

/** Spans in order, those that meet or overlap made one; so are those with nothing between them but a space or a hyphen. */
export function joinSpans(text: string, spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && (start <= last.end || (start - last.end <= 2 && BETWEEN.test(text.slice(last.end, start))))) joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else joined.push({ start, end });
  }
  return joined;
}

/** The spans that no span of `taken` touches; both lists are in order and without overlap of their own. */
export function clearOf<S extends Span>(spans: readonly S[], taken: readonly Span[]): S[] {
  let at = 0;
  return spans.filter(({ start, end }) => {
    while ((taken[at]?.end ?? Infinity) <= start) at += 1;
    return (taken[at]?.start ?? Infinity) >= end;
  });
}
