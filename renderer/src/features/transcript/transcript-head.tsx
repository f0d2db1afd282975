import { useTranslation } from 'react-i18next';
import { countStates, type CallEvidence } from '../../../../core/qci/evidence/call-evidence.ts';
import { EVIDENCE_STATES } from '../../../../core/qci/evidence/evidence.ts';
import { talkTime } from '../../../../core/transcript/talk-time.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useKeycap } from '../../lib/commands.tsx';
import { formatNumber, formatPercent, formatSpan } from '../../lib/format.ts';
import { EvidenceGlyph } from '../../ui/evidence-glyph.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { FindField } from './find-field.tsx';
import { percentile95, type TranscriptModel } from './model.ts';
import classes from './transcript-head.module.css';
import type { Find } from './use-find.ts';

interface Props {
  turns: readonly Turn[];
  model: TranscriptModel;
  find: Find;
  evidence: readonly CallEvidence[];
  onNextEvidence: () => void;
}

/** How much of what the score stands on was found, and the way to the next piece. */
const EvidenceCounts = ({ evidence, onNext }: { evidence: readonly CallEvidence[]; onNext: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const keycap = useKeycap('evidence.next');
  const counts = countStates(evidence);
  return (
    <div className={classes.evidence} data-testid="evidence-counts">
      <span className={classes.fact}>{t('evidence.title')}</span>
      {EVIDENCE_STATES.filter((state) => counts[state] > 0).map((state) => (
        <span key={state} className={classes.count} title={t(`evidence.${state}`)}>
          <EvidenceGlyph state={state} />
          <span className="st-visually-hidden">{t(`evidence.${state}`)}</span> {formatNumber(counts[state], language)}
        </span>
      ))}
      <button type="button" className={classes.next} onClick={onNext}>
        {t('evidence.next')} {keycap !== undefined && <Keycap>{keycap}</Keycap>}
      </button>
    </div>
  );
};

/** Over the turns: find, what the score stands on, and the two numbers that tell how the talk went. */
export const TranscriptHead = ({ turns, model, find, evidence, onNextEvidence }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { agent, customer } = talkTime(turns);
  const total = (agent ?? 0) + (customer ?? 0);
  const p95 = percentile95(model.latencies);
  return (
    <div className={classes.root}>
      <FindField find={find} />
      {evidence.length > 0 && <EvidenceCounts evidence={evidence} onNext={onNextEvidence} />}
      <div className={classes.space} />
      <div className={classes.facts}>
        {agent !== null && customer !== null && total > 0 && (
          <span className={classes.fact}>
            {t('transcript.talk')}{' '}
            <strong className={classes.agent}>
              {t('speaker.agentLetter')} {formatPercent(agent / total, language)}
            </strong>{' '}
            ·{' '}
            <strong className={classes.customer}>
              {t('speaker.customerLetter')} {formatPercent(1 - agent / total, language)}
            </strong>
          </span>
        )}
        {p95 !== null && (
          <span className={classes.fact}>
            {t('transcript.latency')} <strong>{formatSpan(Math.max(100, p95), language)}</strong>
          </span>
        )}
      </div>
    </div>
  );
};
