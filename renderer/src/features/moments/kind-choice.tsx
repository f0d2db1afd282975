import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { MOMENT_KINDS, type Moment, type MomentKind } from '../../../../core/moments/moment.ts';
import { KindGlyph } from './kind-glyph.tsx';
import classes from './moment-details.module.css';

/** What a moment is about: one kind, chosen at once. */
export const KindChoice = ({ moment, onChange }: { moment: Moment; onChange: (kind: MomentKind) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const name = useId();
  return (
    <div role="radiogroup" aria-label={t('moment.kindLabel')} className={classes.kinds}>
      {MOMENT_KINDS.map((kind) => (
        <label key={kind} className={classes.kind}>
          <input type="radio" className="st-visually-hidden" name={name} value={kind} checked={moment.kind === kind} onChange={() => onChange(kind)} />
          <KindGlyph kind={kind} />
          {t(`moment.kind.${kind}`)}
        </label>
      ))}
    </div>
  );
};
