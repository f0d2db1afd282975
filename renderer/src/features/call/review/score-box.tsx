import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { partMax, type ScorePart } from '../../../../../core/qci/override.ts';
import type { ScoreRow } from '../../../../../core/review/score-row.ts';
import { useLanguage } from '../../../i18n/index.ts';
import { formatNumber } from '../../../lib/format.ts';
import classes from './score-box.module.css';
import type { Review } from './use-review.ts';

interface Props {
  review: Review;
  part: ScorePart;
  row: ScoreRow;
}

/** The row in words, as a screen reader tells it: the value, the judge's, how it stands, and why it differs. */
const useRowWords = ({ review, part, row }: Props): string => {
  const { t } = useTranslation();
  const reason = review.analysis?.overrides[part]?.reason ?? null;
  const max = partMax(part);
  const value = row.mine === null || row.mine === '' ? t('review.none') : row.mine;
  const told = [
    t('review.valueOf', { value, max }),
    row.judge === null ? '' : t('review.judgeGave', { value: row.judge }),
    row.state === 'outside' ? t('review.outside', { max }) : t(`review.state.${row.state}`),
    reason === null ? '' : t(`review.reason.${reason as 'other'}`, reason),
  ];
  return told.filter((text) => text !== '').join(', ');
};

/** The value that a person gives a row. The keys speak to it wherever the focus is; with the focus on it a screen reader does too. */
export const ScoreBox = (props: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const box = useRef<HTMLSpanElement>(null);
  const { review, part, row } = props;
  const { focus } = review.desk;
  const isFocused = focus === part;
  useEffect(() => {
    if (isFocused) box.current?.focus({ preventScroll: false });
  }, [isFocused]);
  const shown = typeof row.mine === 'number' ? formatNumber(row.mine, language) : (row.mine ?? '–');
  return (
    <span
      ref={box}
      role="spinbutton"
      tabIndex={isFocused || (focus === null && part === 'dynamics') ? 0 : -1}
      className={classes.root}
      data-state={row.state}
      data-part={part}
      data-testid="score-box"
      aria-label={t(`qci.${part}`)}
      aria-readonly={row.state === 'locked'}
      aria-invalid={row.state === 'outside'}
      aria-valuemin={0}
      aria-valuemax={partMax(part)}
      aria-valuenow={row.mine === null || row.mine === '' ? undefined : Number(row.mine)}
      aria-valuetext={useRowWords(props)}
      title={review.completed === null ? undefined : t('review.completedHint')}
      onFocus={() => {
        if (!isFocused) review.set({ focus: part, typed: null, asking: null });
      }}
      onClick={(event) => event.stopPropagation()}
    >
      {shown === '' ? '\u00a0' : shown}
    </span>
  );
};
