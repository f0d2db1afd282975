import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WaitingPrompt } from '../../../../core/prompts/prompt.ts';
import classes from './waiting-notices.module.css';

interface Props {
  waiting: readonly WaitingPrompt[];
  onShow: (version: number) => void;
}

const wordsKey = ({ kind, state }: WaitingPrompt) => (state === 'parked' ? 'conflict' : state === 'failed' ? 'refused' : kind);

/** What was done and the workspace does not have yet. A version that was saved can be read meanwhile; conflicts are decided where all of them are. */
export const WaitingNotices = ({ waiting, onShow }: Props): React.JSX.Element | null => {
  const { t } = useTranslation();
  if (waiting.length === 0) return null;
  return (
    <ul className={classes.root} data-testid="prompts-waiting">
      {waiting.map((one) => {
        const Icon = one.state === 'waiting' ? IconClock : IconAlertTriangle;
        const words = t(`prompts.waiting.${wordsKey(one)}`, { version: one.version });
        return (
          <li key={one.opId} data-warn={one.state === 'waiting' ? undefined : true}>
            <Icon size={14} stroke={1.75} aria-hidden="true" />
            {one.version === null || one.state !== 'waiting' ? (
              words
            ) : (
              <button type="button" onClick={() => onShow(one.version ?? 0)}>
                {words}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
};
