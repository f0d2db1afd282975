import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatLength, formatNumber, formatPhoneMasked } from '../../lib/format.ts';
import { PaneSection } from '../../ui/pane-section.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './participants.module.css';

/** Who was on the call: part, name or masked number, and how long they spoke. Nothing where the source names nobody. */
export const Participants = ({ people }: { people: CallDetail['participants'] }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (people.length === 0) return null;
  return (
    <PaneSection title={t('participants.title')} count={formatNumber(people.length, language)}>
      <ul className={classes.list}>
        {people.map((person) => {
          const who = person.name ?? formatPhoneMasked(person.phoneNumber);
          return (
            <li key={person.id}>
              <span className={classes.part}>{t(`participants.part.${person.type}`)}</span>
              <span className={classes.who} dir="auto" title={inertText(who)} data-selectable>
                {shownText(who)}
              </span>
              <span className={classes.spoke} title={t('participants.spoke')}>
                {formatLength(person.talkTimeSeconds)}
              </span>
            </li>
          );
        })}
      </ul>
    </PaneSection>
  );
};
