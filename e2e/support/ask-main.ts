import type { Page } from '@playwright/test';

/** Asks main a question as the page asks it, and gives its answer; throws on an error. */
export function askMain<T>(page: Page, route: string, input: unknown = {}): Promise<T> {
  return page.evaluate(
    async ([name, given]) => {
      const answer = await window.sidetone.request(name, given);
      if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${answer.error.message}`);
      return ('json' in answer ? JSON.parse(answer.json) : answer.value) as never;
    },
    [route, input] as const,
  );
}
