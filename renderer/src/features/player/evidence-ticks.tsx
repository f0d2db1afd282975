import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatDuration, formatNumber } from '../../lib/format.ts';
import { useWidth } from '../../lib/hooks.ts';
import { EvidenceGlyph } from '../../ui/evidence-glyph.tsx';
import { useEvidenceWords } from '../../ui/evidence-words.ts';
import classes from './evidence-ticks.module.css';

/** A tick is this wide to the hand; nearer ones are one tick with a number. */
const TICK_PX = 24;

/** Evidence that lies so near that one tick stands for it. */
interface TickGroup {
  readonly ms: number;
  readonly pieces: readonly CallEvidence[];
}

/** Puts together what would overlap on a strip of this width, in the order of time. */
export const groupTicks = (evidence: readonly CallEvidence[], durationMs: number, width: number): TickGroup[] => {
  const groups: { ms: number; pieces: CallEvidence[] }[] = [];
  const timed = evidence.flatMap((piece) => (piece.startMs === null ? [] : [{ piece, ms: piece.startMs }])).toSorted((a, b) => a.ms - b.ms);
  for (const { piece, ms } of timed) {
    const last = groups.at(-1);
    const isNear = last !== undefined && ((ms - last.ms) / durationMs) * width < TICK_PX;
    if (isNear) last.pieces.push(piece);
    else groups.push({ ms, pieces: [piece] });
  }
  return groups;
};

/** Of several states under one tick the worst is shown. */
const worstOf = (pieces: readonly CallEvidence[]): CallEvidence['state'] =>
  (['not_found', 'close', 'verified'] as const).find((state) => pieces.some((piece) => piece.state === state)) ?? 'verified';

interface Props {
  evidence: readonly CallEvidence[];
  currentId: string | null;
  duration: number;
  onPlay: (id: string) => void;
}

/** Under the lanes: where the score's evidence is said, and whether it was found. A press plays it; of several the next. */
export const EvidenceTicks = ({ evidence, currentId, duration, onPlay }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useEvidenceWords();
  const ref = useRef<HTMLUListElement>(null);
  const width = useWidth(ref);
  return (
    <ul ref={ref} className={classes.root} aria-label={t('evidence.title')}>
      {groupTicks(evidence, duration * 1000, width || 800).map(({ ms, pieces }) => {
        const at = pieces.findIndex(({ id }) => id === currentId);
        const next = pieces[(at + 1) % pieces.length];
        const told = pieces.map(words).join('\n');
        return (
          <li key={ms} style={{ left: `${Math.min(100, ms / 10 / duration).toFixed(3)}%` }}>
            <button
              type="button"
              tabIndex={-1}
              className={classes.tick}
              data-testid="evidence-tick"
              data-count={pieces.length > 1 ? formatNumber(pieces.length, language) : undefined}
              data-current={at !== -1 || undefined}
              title={told}
              aria-label={`${formatDuration(ms / 1000)}, ${told}`}
              onClick={() => next && onPlay(next.id)}
            >
              <EvidenceGlyph state={worstOf(pieces)} />
            </button>
          </li>
        );
      })}
    </ul>
  );
};
