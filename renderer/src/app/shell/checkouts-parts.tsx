import { Suspense, useMemo, useState } from 'react';
import type { TakeSource } from '../../features/checkouts/take-source.ts';
import { useEver } from '../../lib/hooks.ts';
import { CheckoutsContext } from '../checkouts-context.ts';
import { CheckoutsPanel, TakeOfflineDialog } from './lazy-parts.ts';

/** Gives the screens the ways to take calls offline, and holds the two dialogs that they open. */
export const CheckoutsParts = ({ children }: { children: React.ReactNode }): React.JSX.Element => {
  const [source, setSource] = useState<TakeSource | null>(null);
  const [isShown, setShown] = useState(false);
  const everTaken = useEver(source !== null);
  const everShown = useEver(isShown);
  const actions = useMemo(() => ({ take: setSource, show: () => setShown(true) }), []);
  return (
    <CheckoutsContext value={actions}>
      {children}
      <Suspense fallback={null}>
        {everTaken && (
          <TakeOfflineDialog
            source={source}
            onClose={() => setSource(null)}
            onStarted={() => {
              setSource(null);
              setShown(true);
            }}
          />
        )}
        {everShown && <CheckoutsPanel opened={isShown} onClose={() => setShown(false)} />}
      </Suspense>
    </CheckoutsContext>
  );
};
