import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Moment } from '../../../../core/moments/moment.ts';
import { hindranceToChange } from '../../../../core/moments/rights.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatByAge, formatExact } from '../../lib/format-time.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { markedBy } from './author-words.ts';
import { KindChoice } from './kind-choice.tsx';
import { MomentComments } from './moment-comments.tsx';
import classes from './moment-details.module.css';
import { MomentTimes } from './moment-times.tsx';
import { MomentWords } from './moment-words.tsx';
import { ShareMenu } from './share-menu.tsx';
import type { MomentDesk } from './use-moment-desk.ts';

const Marked = ({ moment, ownId }: { moment: Moment; ownId: string | null }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <span className={classes.marked} title={formatExact(moment.createdAt, language)}>
      {shownText(t('moment.marked', { name: markedBy(moment, ownId, t), time: formatByAge(moment.createdAt, language) }))}
    </span>
  );
};

/** What there is to a moment: words, kind, place, people and comments. What the reader's role does not allow says why. */
export const MomentDetails = ({ moment, desk }: { moment: Moment; desk: MomentDesk }): React.JSX.Element => {
  const { t } = useTranslation();
  const whyId = useId();
  const hindrance = hindranceToChange(desk.asker, moment);
  return (
    <div className={classes.root}>
      {hindrance !== null && (
        <p className={classes.why} id={whyId}>
          {t(`moment.why.${hindrance}`)}
        </p>
      )}
      <fieldset className={classes.own} disabled={hindrance !== null} aria-describedby={hindrance === null ? undefined : whyId}>
        <legend className="st-visually-hidden">{t('moment.edit')}</legend>
        <MomentWords key={moment.id} moment={moment} desk={desk} />
        <KindChoice moment={moment} onChange={(kind) => void desk.changes.change({ momentId: moment.id, kind, seen: { version: moment.version, kind: moment.kind } })} />
        <MomentTimes moment={moment} desk={desk} />
      </fieldset>
      <div className={classes.foot}>
        <Marked moment={moment} ownId={desk.asker.userId} />
        <ShareMenu moment={moment} desk={desk} />
        <Button
          variant="subtle"
          className={classes.delete ?? ''}
          leftSection={<IconTrash size={14} stroke={1.75} aria-hidden="true" />}
          disabled={hindrance !== null}
          aria-describedby={hindrance === null ? undefined : whyId}
          onClick={() => void desk.changes.remove(moment)}
        >
          {t('moment.delete')}
        </Button>
      </div>
      <MomentComments moment={moment} desk={desk} />
    </div>
  );
};
