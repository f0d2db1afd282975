import { useCallCount } from '../../features/calls/calls-header.tsx';
import { CallRail } from '../../features/calls/call-rail.tsx';
import type { CallsSearch } from '../../features/calls/search.ts';
import { QueueRail } from '../../features/queues/queue-rail.tsx';
import { useKeycap } from '../../lib/commands.tsx';
import type { Neighbours } from './use-neighbours.ts';

interface Props {
  callId: string;
  neighbours: Neighbours;
  search: CallsSearch;
  isOfQueue: boolean;
  isBlind: boolean;
  /** Whether the list is wanted and there is room for it. */
  isOpen: boolean;
  /** Opens or closes it; null where there is no room. */
  onToggle: (() => void) | null;
  onBack: () => void;
}

/** The calls of the queue one works through, or of the list one came from: a rail, or a list where the person wants it and there is room. */
export const BesideCall = ({ callId, neighbours: { list, hand, open }, search, isOfQueue, isBlind, isOpen, onToggle, onBack }: Props): React.JSX.Element => {
  const count = useCallCount(search, !isOfQueue);
  const backKey = useKeycap('call.back');
  const keycap = useKeycap('call.list');
  const common = { isOpen, toggle: onToggle && { keycap, onToggle }, currentId: callId, isBlind, backKey, onOpen: open, onBack };
  if (isOfQueue) return <QueueRail queue={hand.queue} items={hand.items} error={hand.error} onRetry={hand.retry} {...common} />;
  return <CallRail rows={list.rows} total={count} {...common} />;
};
