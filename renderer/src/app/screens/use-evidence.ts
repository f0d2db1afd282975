import { useCallback, useMemo, useState } from 'react';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { callEvidence, LEAD_MS, type CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import { useCommand } from '../../lib/commands.tsx';
import type { MediaClock } from '../../lib/media-clock.ts';

/** What the score of a call stands on, checked, and the piece that was played last. */
export interface EvidenceDesk {
  readonly list: readonly CallEvidence[];
  readonly currentId: string | null;
  readonly onPlay: (id: string) => void;
  readonly onNext: () => void;
}

/** Checks the evidence of a call once, and plays it: each piece from a second and a half before its words. `onJump` is stable; `hidden` names the criteria whose evidence is not to be seen yet. */
export const useEvidence = (call: CallDetail, clock: MediaClock, onJump: () => void, hidden: string): EvidenceDesk => {
  const criteria = call.analysis?.criteria;
  const all = useMemo(() => callEvidence(call.turns, criteria ?? []), [call.turns, criteria]);
  const list = useMemo(() => all.filter(({ criterion }) => !hidden.split(' ').includes(criterion)), [all, hidden]);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const onPlay = useCallback(
    (id: string): void => {
      const piece = list.find((one) => one.id === id);
      if (!piece) return;
      setCurrentId(id);
      if (piece.startMs === null) return;
      clock.seek(Math.max(0, piece.startMs - LEAD_MS) / 1000);
      clock.play();
      onJump();
    },
    [list, clock, onJump],
  );
  const onNext = useCallback((): void => {
    const at = list.findIndex(({ id }) => id === currentId);
    const next = list[(at + 1) % list.length];
    if (next) onPlay(next.id);
  }, [list, currentId, onPlay]);
  useCommand('evidence.next', onNext, list.length > 0);
  return { list, currentId, onPlay, onNext };
};
