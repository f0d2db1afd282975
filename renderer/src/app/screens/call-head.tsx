import { CallHeader } from '../../features/call/call-header.tsx';
import { ScoreAgainItems } from '../../features/scoring/score-again-items.tsx';
import { useCopyLink } from './use-copy-link.ts';

type Props = Omit<React.ComponentProps<typeof CallHeader>, 'onCopyLink' | 'scoreItems'> & {
  /** The call is being scored again: shows where that is told. */
  onScoring: () => void;
};

/** The call's header with what other parts of the app put into its menu. */
export const CallHead = ({ onScoring, ...rest }: Props): React.JSX.Element => {
  const { copy } = useCopyLink();
  return <CallHeader {...rest} onCopyLink={copy} scoreItems={<ScoreAgainItems call={rest.call} onStarted={onScoring} />} />;
};
