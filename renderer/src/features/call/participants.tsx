import { useTranslation } from 'react-i18next';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatLength, formatPhoneMasked } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './participants.module.css';

/** Who was on the call, in as few lines as it takes: part, name or masked number, and how long they spoke. Nothing where the source names nobody. */
export const Participants = ({ people }: { people: CallDetail['participants'] }): React.JSX.Element | null => {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  return (
    <section className={classes.root} aria-label={t('participants.title')}>
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
    </section>
  );
};
