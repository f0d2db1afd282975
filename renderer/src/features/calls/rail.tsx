import { IconLayoutSidebar } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import { BandGlyph } from '../../ui/glyphs.tsx';
import { KeyTooltip } from '../../ui/keycap.tsx';
import classes from './rail.module.css';

const CELL = 32;

interface Props {
  rows: readonly CallRow[];
  /** How many calls the list has, read so far or not, or the least that it has; null while unknown. */
  total: { count: number; capped: boolean } | null;
  currentId: string;
  onOpen: (id: string) => void;
  onBack: () => void;
  /** Scores and summaries are not to be seen before one has given his own. */
  isBlind: boolean;
  backKey: string | undefined;
}

/** The list one came from, collapsed to bands and scores; the current call stands out. */
export const CallRail = ({ rows, total, currentId, onOpen, onBack, isBlind, backKey }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const ref = useRef<HTMLDivElement>(null);
  const current = rows.findIndex((row) => row.id === currentId);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => ref.current,
    estimateSize: () => CELL,
    overscan: 6,
    initialRect: { width: 52, height: 800 },
  });
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' });
  }, [current, virtual]);
  return (
    <nav className={classes.root} aria-label={t('call.rail')}>
      <div className={classes.head}>
        <KeyTooltip label={t('call.backToList')} keycap={backKey}>
          <button type="button" className={classes.back} aria-label={t('call.backToList')} onClick={onBack}>
            <IconLayoutSidebar size={16} stroke={1.6} aria-hidden="true" />
          </button>
        </KeyTooltip>
      </div>
      <div className={classes.scroller} ref={ref}>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const band = isBlind ? 'none' : (row.qciStatus ?? 'none');
            const score = isBlind ? '··' : row.qciTotalScore === null ? '–' : formatNumber(row.qciTotalScore, language);
            return (
              <button
                key={row.id}
                type="button"
                className={classes.cell}
                style={{ transform: `translateY(${item.start}px)` }}
                aria-current={row.id === currentId ? 'page' : undefined}
                aria-label={t('call.railCell', { band: t(`band.${band}`), score, agent: inertText(row.assistantName ?? t('call.noAgent')) })}
                title={isBlind || row.summary === null ? undefined : inertText(row.summary)}
                tabIndex={row.id === currentId ? 0 : -1}
                onClick={() => onOpen(row.id)}
              >
                <BandGlyph band={band} />
                <span>{score}</span>
              </button>
            );
          })}
        </div>
      </div>
      {current >= 0 && (
        <div className={classes.place}>
          {formatNumber(current + 1, language)} / {formatNumber(Math.max(rows.length, total?.count ?? 0), language)}
          {total?.capped === true && '+'}
        </div>
      )}
    </nav>
  );
};
