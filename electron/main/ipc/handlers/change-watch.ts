import type { Desk } from '../../session/desk.ts';

/** Remembers in which state this run last read each call, by the workspace's own stamp. */
export interface ChangeWatch {
  readonly seen: (callId: string, stamp: string | null) => void;
  /** Those of the calls that the workspace holds in another state now. One that was never looked at counts as unchanged. */
  readonly changed: (desk: Desk, callIds: readonly string[]) => Promise<string[]>;
}

/** As many calls as a long day shows; beyond, the oldest are looked at anew. */
const MOST = 20_000;

export function watchChanges(): ChangeWatch {
  const stamps = new Map<string, string>();
  const seen: ChangeWatch['seen'] = (callId, stamp) => {
    stamps.delete(callId);
    if (stamp !== null) stamps.set(callId, stamp);
    const [oldest] = stamps.keys();
    if (stamps.size > MOST && oldest !== undefined) stamps.delete(oldest);
  };
  return {
    seen,
    changed: async ({ organizationId, remote }, callIds) => {
      if (callIds.length === 0) return [];
      const now = await (await remote()).callStamps(organizationId, callIds);
      const changed = [...now].filter(([callId, stamp]) => stamps.has(callId) && stamps.get(callId) !== stamp).map(([callId]) => callId);
      for (const [callId, stamp] of now) seen(callId, stamp);
      return changed;
    },
  };
}
