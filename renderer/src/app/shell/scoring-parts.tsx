import { useNavigate } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import type { ScoreSource } from '../../features/scoring/score-source.ts';
import { ScoringSaid } from '../../features/scoring/scoring-chip.tsx';
import { useBatchEvents } from '../../features/scoring/use-batch-events.ts';
import { useEver } from '../../lib/hooks.ts';
import { ScoringContext } from '../scoring-context.ts';
import { BatchesDialog, DifferenceDialog, JudgeDialog, ScoreDialog } from './lazy-parts.ts';

/** Gives the screens the ways to score many calls, keeps them in step with main, and holds the four dialogs that they open. */
export const ScoringParts = ({ children }: { children: React.ReactNode }): React.JSX.Element => {
  const navigate = useNavigate();
  const [source, setSource] = useState<ScoreSource | null>(null);
  const [isShown, setShown] = useState(false);
  // The batch stays while its dialog fades away.
  const [difference, setDifference] = useState<{ batchId: string; opened: boolean } | null>(null);
  const [isSet, setSet] = useState(false);
  const everAsked = useEver(source !== null);
  const everShown = useEver(isShown);
  const everSet = useEver(isSet);
  useBatchEvents();
  const openCall = (callId: string): void => void navigate({ to: '/calls/$callId', params: { callId } });
  const actions = useMemo(() => ({ score: setSource, show: () => setShown(true), settings: () => setSet(true) }), []);
  return (
    <ScoringContext value={actions}>
      {children}
      <ScoringSaid />
      <Suspense fallback={null}>
        {everAsked && (
          <ScoreDialog
            // One dialog at a time: the question comes back once the settings are closed.
            source={isSet ? null : source}
            onSettings={() => setSet(true)}
            onClose={() => setSource(null)}
            onStarted={() => {
              setSource(null);
              setShown(true);
            }}
          />
        )}
        {everShown && <BatchesDialog opened={isShown} onOpenCall={openCall} onDifference={(batchId) => setDifference({ batchId, opened: true })} onClose={() => setShown(false)} />}
        {difference && (
          <DifferenceDialog
            {...difference}
            onOpenCall={(callId) => {
              setDifference({ ...difference, opened: false });
              openCall(callId);
            }}
            onClose={() => {
              setDifference({ ...difference, opened: false });
              setShown(true);
            }}
          />
        )}
        {everSet && <JudgeDialog opened={isSet} onClose={() => setSet(false)} />}
      </Suspense>
    </ScoringContext>
  );
};
