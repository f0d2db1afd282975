import { useTranslation } from 'react-i18next';
import type { MomentText } from '../../../../core/moments/moment-text.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatDuration } from '../../lib/format.ts';
import { judgeWords } from '../../i18n/judge-words.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { SourceGlyph } from './kind-glyph.tsx';
import classes from './moments-section.module.css';

/** A moment that only the analysis names: it can be jumped to where it says its second, and nothing else. */
export const LooseRow = ({ text, onJump }: { text: MomentText; onJump: (ms: number) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const { startMs } = text;
  const label = judgeWords(text.label, t);
  const words = (
    <>
      <SourceGlyph source="ai" />
      <span className={classes.time}>{startMs === null ? '' : formatDuration(startMs / 1000)}</span>
      <span className={classes.label} dir="auto" title={inertText(label)}>
        {shownText(label)}
      </span>
      <span className={classes.by}>{t('moment.ai')}</span>
    </>
  );
  return (
    <li className={classes.row} data-testid="moment">
      {startMs === null ? (
        <span className={classes.jump}>{words}</span>
      ) : (
        <button type="button" className={classes.jump} onClick={() => onJump(startMs)}>
          {words}
        </button>
      )}
    </li>
  );
};
