import { useNavigate } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import type { Filling } from '../../features/queues/fill-dialog.tsx';
import { useEver } from '../../lib/hooks.ts';
import { QueuesContext } from '../queues-context.ts';
import { filterOfView } from '../screens/filter-of-view.ts';
import { FillDialog } from './lazy-parts.ts';

/** Gives the screens the way to put calls into a queue, and holds the dialog that it opens; then the queue is shown. */
export const QueuesParts = ({ children }: { children: React.ReactNode }): React.JSX.Element => {
  const navigate = useNavigate();
  const [filling, setFilling] = useState<Filling | null>(null);
  const ever = useEver(filling !== null);
  const actions = useMemo(() => ({ fill: (pointed: Filling['pointed']) => setFilling({ queueId: null, pointed }) }), []);
  return (
    <QueuesContext value={actions}>
      {children}
      {ever && (
        <Suspense fallback={null}>
          <FillDialog
            filling={filling}
            filterOf={filterOfView}
            onClose={() => setFilling(null)}
            onFilled={(queue, counts) => {
              setFilling(null);
              void navigate({ to: '/queues', search: { queue }, state: { filled: counts } });
            }}
            onNewQueue={() => {
              setFilling(null);
              void navigate({ to: '/queues', search: {}, state: { newQueue: true } });
            }}
          />
        </Suspense>
      )}
    </QueuesContext>
  );
};
