import { useTranslation } from 'react-i18next';
import type { PromptVersion } from '../../../../core/prompts/prompt.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatExact } from '../../lib/format-time.ts';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './version-rail.module.css';
import { authorWords, scoreWords, type Words } from './version-words.ts';

interface Props {
  id: string;
  version: PromptVersion;
  words: Words;
  isSelected: boolean;
  /** Whether the shown one is compared with it. */
  isBase: boolean;
  onSelect: () => void;
}

/** A version in the list: its number, its note, who wrote it, and how its calls scored. */
export const VersionRow = ({ id, version, words, isSelected, isBase, onSelect }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { mean, n, hint } = scoreWords(version, words);
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      className={classes.row}
      data-testid="prompt-version"
      data-selected={isSelected || undefined}
      data-base={isBase || undefined}
      onClick={onSelect}
    >
      <span className={classes.number}>{t('prompts.versionOf', { version: version.version })}</span>
      <span className={classes.body}>
        <span className={classes.head}>
          <span className={classes.note} dir="auto" data-none={version.note === null || undefined} title={version.note === null ? undefined : inertText(version.note)}>
            {version.note === null ? t('prompts.noNote') : shownText(version.note)}
          </span>
          {version.isCurrent && (
            <span className={classes.live} title={t('prompts.liveHint')}>
              {t('prompts.live')}
            </span>
          )}
          {isBase && <span className={classes.base}>{t('prompts.base')}</span>}
        </span>
        <span className={classes.meta} dir="auto" title={formatExact(version.createdAt, words.language)}>
          {shownText(authorWords(version, words))}
        </span>
        <span className={classes.score} title={hint}>
          {mean !== null && <span className={classes.mean}>{mean}</span>}
          <span className={classes.meta}>{n}</span>
        </span>
      </span>
    </div>
  );
};
