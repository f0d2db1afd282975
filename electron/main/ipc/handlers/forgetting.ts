import type { MissingCalls } from '../../../../core/store/local-store.ts';
import type { Desk } from '../../session/desk.ts';

/** Takes what the workspace no longer has off this device. Nothing here rejects: what cannot be removed is reported. */
export interface Forget {
  calls(desk: Desk, callIds: readonly string[]): Promise<void>;
  /** After a page that left calls out: those that are gone, and those that the workspace is asked about. */
  missing(desk: Desk, missing: MissingCalls): Promise<void>;
}

/** Asked about after one page at most; more than that changed at once is found one by one as it is opened. */
const MOST_ASKED = 50;

export interface ForgetDeps {
  /** A call was kept, or is no more: the number of calls on this device may have changed. */
  readonly kept: () => void;
  /** The workspace no longer has these calls: what is kept of their recordings goes. */
  readonly forgetRecordings: (desk: Desk, callIds: readonly string[]) => Promise<void>;
  /** Calls that were kept here are gone: who shows them is told. */
  readonly gone: (callIds: readonly string[]) => void;
  /** An answer could not be kept, or what is gone not removed (a full disk): reading online goes on without it. */
  readonly notKept: (error: unknown) => void;
}

/** Row, whole call, peaks and sealed recording go together. */
export function forgetting({ forgetRecordings, gone, kept, notKept }: ForgetDeps): Forget {
  const reporting = (work: () => Promise<void>): Promise<void> => work().catch(notKept);
  const calls: Forget['calls'] = (desk, callIds) =>
    reporting(async () => {
      const { removed } = await desk.store.removeRows({ organizationId: desk.organizationId, ids: [...callIds] });
      // Telling of what was not here would have it asked for again, without end.
      if (removed > 0) {
        gone(callIds);
        kept();
      }
      await forgetRecordings(desk, callIds);
    });
  const isThere = async (desk: Desk, callId: string): Promise<boolean> => (await (await desk.remote()).getCall(desk.organizationId, callId)) !== null;
  return {
    calls,
    missing: (desk, missing) =>
      reporting(async () => {
        if (missing.gone.length > 0) {
          gone(missing.gone);
          kept();
          await forgetRecordings(desk, missing.gone);
        }
        for (const callId of missing.doubted.slice(0, MOST_ASKED)) {
          if (!(await isThere(desk, callId))) await calls(desk, [callId]);
        }
      }),
  };
}
