import type { Desk } from '../../session/desk.ts';
import { doubting } from './doubting.ts';

/** What tells whether a kept answer still has the shape that is known today. */
interface Shape<T> {
  readonly safeParse: (value: unknown) => { success: true; data: T } | { success: false };
}

export interface KeptAnswerDeps {
  readonly isCutOff: (error: unknown) => boolean;
  readonly now: () => Date;
  /** Asks the workspace anew where the person belongs, and lets go of what is no longer his to read. */
  readonly askMembership: () => Promise<unknown>;
  /** An answer could not be kept: reading online goes on without it. */
  readonly notKept: (error: unknown) => void;
}

/** An answer, who gave it, and when it was the workspace's word. */
export interface KeptAnswer<T> {
  readonly value: T;
  readonly source: 'workspace' | 'cache';
  readonly asOf: string;
}

/** Puts a question to the workspace and keeps what it says under a name; where the workspace is out of reach, gives what was kept. */
export function keptAnswers(deps: KeptAnswerDeps) {
  const doubted = doubting(deps.askMembership);
  return async <T>({ store, organizationId }: Desk, question: string, schema: Shape<T>, ask: () => Promise<T>): Promise<KeptAnswer<T>> => {
    try {
      const value = await doubted(ask());
      const asOf = deps.now().toISOString();
      await store.saveAnswer({ organizationId, question, value, readAt: asOf }).catch(deps.notKept);
      return { value, source: 'workspace', asOf };
    } catch (error) {
      const kept = deps.isCutOff(error) ? await store.getAnswer({ organizationId, question }) : null;
      const value = schema.safeParse(kept?.value);
      if (!kept || !value.success) throw error;
      return { value: value.data, source: 'cache', asOf: kept.readAt };
    }
  };
}
