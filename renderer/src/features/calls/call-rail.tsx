import { useTranslation } from 'react-i18next';
import type { CallRow } from '../../../../core/calls/call-row.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { BandGlyph } from '../../ui/glyphs.tsx';
import { Rail, type RailCell, type RailState } from '../../ui/rail/rail.tsx';

interface Props extends RailState {
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

/** The list one came from, of which a rail shows bands and scores only; the current call stands out. */
export const CallRail = ({ rows, total, currentId, onOpen, onBack, isBlind, backKey, isOpen, toggle }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const current = rows.findIndex((row) => row.id === currentId);
  const cell = (index: number): RailCell | null => {
    const row = rows[index];
    if (!row) return null;
    const band = isBlind ? 'none' : (row.qciStatus ?? 'none');
    const score = isBlind ? '··' : row.qciTotalScore === null ? '–' : formatNumber(row.qciTotalScore, language);
    return {
      id: row.id,
      glyph: <BandGlyph band={band} />,
      score,
      label: t('call.railCell', { band: t(`band.${band}`), score, agent: inertText(row.assistantName ?? t('call.noAgent')) }),
      glyphLabel: t(`band.${band}`),
      name: row.assistantName ?? t('call.noAgent'),
      aside: formatByAge(row.startedAt ?? row.createdAt, language),
      summary: isBlind ? null : row.summary,
      title: isBlind || row.summary === null ? undefined : inertText(row.summary),
      onOpen: () => onOpen(row.id),
    };
  };
  const most = `${formatNumber(Math.max(rows.length, total?.count ?? 0), language)}${total?.capped === true ? '+' : ''}`;
  return (
    <Rail
      label={t('call.rail')}
      back={{ label: t('call.backToList'), keycap: backKey, onBack }}
      count={rows.length}
      current={current}
      cell={cell}
      isOpen={isOpen}
      toggle={toggle}
      place={current >= 0 ? `${formatNumber(current + 1, language)} / ${most}` : null}
    />
  );
};
