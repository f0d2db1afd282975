import { useNavigate } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import type { ScoreSource } from '../../features/scoring/score-source.ts';
import { ScoringSaid } from '../../features/scoring/scoring-chip.tsx';
import { useBatchEvents } from '../../features/scoring/use-batch-events.ts';
import { useEver } from '../../lib/hooks.ts';
import { ScoringContext } from '../scoring-context.ts';
import { BatchesDialog, JudgeDialog, ScoreDialog } from './lazy-parts.ts';

/** Gives the screens the ways to score many calls, keeps them in step with main, and holds the three dialogs that they open. */
export const ScoringParts = ({ children }: { children: React.ReactNode }): React.JSX.Element => {
  const navigate = useNavigate();
  const [source, setSource] = useState<ScoreSource | null>(null);
  const [isShown, setShown] = useState(false);
  const [isSet, setSet] = useState(false);
  const everAsked = useEver(source !== null);
  const everShown = useEver(isShown);
  const everSet = useEver(isSet);
  useBatchEvents();
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
        {everShown && <BatchesDialog opened={isShown} onOpenCall={(callId) => void navigate({ to: '/calls/$callId', params: { callId } })} onClose={() => setShown(false)} />}
        {everSet && <JudgeDialog opened={isSet} onClose={() => setSet(false)} />}
      </Suspense>
    </ScoringContext>
  );
};
