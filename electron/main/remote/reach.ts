/** How long a refusal outweighs what other paths are answered, in milliseconds. */
const SETTLE_MS = 10_000;

/** Statuses by which a workspace refuses whatever is asked: over its quota, over its rate limit, paused, down. */
export const isRefusal = (status: number): boolean => status === 402 || status === 429 || status >= 500;

export interface Reach {
  /** The workspace answered; `path` is what was asked. */
  answered(path: string): void;
  /** The workspace was there and refused to answer. */
  refused(path: string): void;
  /** Nothing came back, or not from the workspace. */
  missed(): void;
}

/**
 * Whether the workspace answers, from what each request met. One that refuses counts as out of reach until it answers
 * what it refused. Another path's answer counts only some seconds later: the page reads everything anew when the
 * workspace is back, and a workspace that refuses a part would be asked for all of it again and again.
 */
export function createReach(hear: (online: boolean) => void, now: () => number = Date.now): Reach {
  const refusals = new Map<string, number>();
  return {
    answered: (path) => {
      refusals.delete(path);
      if ([...refusals.values()].every((at) => now() - at >= SETTLE_MS)) hear(true);
    },
    refused: (path) => {
      refusals.set(path, now());
      hear(false);
    },
    missed: () => hear(false),
  };
}
