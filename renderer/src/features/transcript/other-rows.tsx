import { IconChevronRight, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Silence } from '../../../../core/transcript/silences.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatSpan } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import type { Row } from './model.ts';
import classes from './transcript.module.css';

/** A pause long enough to be noticed. */
export const SilenceRow = ({ silence }: { silence: Silence }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className={classes.silence}>
      <span>{t('transcript.silence', { time: formatSpan(silence.endMs - silence.startMs, language) })}</span>
      <span className={classes.dots} aria-hidden="true" />
    </div>
  );
};

const MOST = 20_000;

/** JSON indented where it is JSON; anything else as it came. Very long values are cut: the payload viewer has them whole. */
const pretty = (text: string): string => {
  let shown = text;
  if (text.length < MOST) {
    try {
      shown = JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      shown = text;
    }
  }
  return shown.length > MOST ? `${shown.slice(0, MOST)}…` : shown;
};

interface ToolProps {
  tool: Extract<Row, { kind: 'tool' }>['tool'];
  opened: boolean;
  onToggle: () => void;
}

/** A tool the agent used: one folded line, its arguments and result when unfolded. */
export const ToolRow = ({ tool, opened, onToggle }: ToolProps): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const took = tool.startMs !== null && tool.endMs !== null ? tool.endMs - tool.startMs : null;
  return (
    <div className={classes.tool}>
      <button type="button" className={classes.toolHead} aria-expanded={opened} onClick={onToggle}>
        <IconChevronRight size={14} stroke={1.75} aria-hidden="true" className={classes.chevron} />
        <IconTool size={14} stroke={1.75} aria-hidden="true" />
        <code>{shownText(tool.name)}</code>
        <span>
          {t(tool.result === null ? 'transcript.toolNoResult' : 'transcript.toolOk')}
          {took !== null && took > 0 ? ` · ${formatSpan(took, language)}` : ''}
        </span>
      </button>
      {opened && (
        <dl className={classes.toolBody}>
          <dt>{t('transcript.arguments')}</dt>
          <dd>
            <pre dir="auto">{shownText(pretty(tool.arguments))}</pre>
          </dd>
          <dt>{t('transcript.result')}</dt>
          <dd>
            <pre dir="auto">{tool.result === null ? '–' : shownText(pretty(tool.result))}</pre>
          </dd>
        </dl>
      )}
    </div>
  );
};
