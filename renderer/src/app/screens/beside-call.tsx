import { useCallCount } from '../../features/calls/calls-header.tsx';
import { CallRail } from '../../features/calls/call-rail.tsx';
import type { CallsSearch } from '../../features/calls/search.ts';
import { QueueRail } from '../../features/queues/queue-rail.tsx';
import { useKeycap } from '../../lib/commands.tsx';
import { useSettings } from '../../bridge/use-settings.ts';
import { useMedia } from '../../lib/hooks.ts';
import { ROOMY } from './pane-widths.ts';
import type { Neighbours } from './use-neighbours.ts';

interface Props {
  callId: string;
  neighbours: Neighbours;
  search: CallsSearch;
  isOfQueue: boolean;
  isBlind: boolean;
  onBack: () => void;
}

/** The calls of the queue one works through, or of the list one came from: a rail, or a list where the person wants it and there is room. */
export const BesideCall = ({ callId, neighbours: { list, hand, open }, search, isOfQueue, isBlind, onBack }: Props): React.JSX.Element => {
  const count = useCallCount(search, !isOfQueue);
  const backKey = useKeycap('call.back');
  const [{ callListOpen }, update] = useSettings();
  const isRoomy = useMedia(ROOMY);
  const isOpen = isRoomy && callListOpen;
  const toggle = { keycap: useKeycap('call.list'), onToggle: () => update({ callListOpen: !isOpen }) };
  const common = { isOpen, toggle: isRoomy ? toggle : null, currentId: callId, isBlind, backKey, onOpen: open, onBack };
  if (isOfQueue) return <QueueRail queue={hand.queue} items={hand.items} error={hand.error} onRetry={hand.retry} {...common} />;
  return <CallRail rows={list.rows} total={count} {...common} />;
};
