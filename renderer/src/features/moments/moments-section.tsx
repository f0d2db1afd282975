import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Moment } from '../../../../core/moments/moment.ts';
import type { MomentText } from '../../../../core/moments/moment-text.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { PaneSection } from '../../ui/pane-section.tsx';
import { LooseRow } from './loose-row.tsx';
import { MomentRow } from './moment-row.tsx';
import classes from './moments-section.module.css';
import { NewMomentRow } from './new-moment-row.tsx';
import { AddButton, MoreButton } from './section-buttons.tsx';
import { markHere, type MomentDesk } from './use-moment-desk.ts';

/** Shown of a call's moments until all are asked for. */
const FIRST = 4;

type Item =
  | { readonly type: 'moment'; readonly at: number; readonly moment: Moment }
  | { readonly type: 'loose'; readonly at: number; readonly text: MomentText }
  | { readonly type: 'fresh'; readonly at: number };

/** All that the list shows, in the order of the recording; what has no place in it stands last. Tips have a section of their own. */
const itemsOf = ({ moments, loose, fresh }: MomentDesk): readonly Item[] =>
  [
    ...moments.filter(({ kind }) => kind !== 'coaching').map((moment): Item => ({ type: 'moment', at: moment.startMs, moment })),
    ...loose.map((text): Item => ({ type: 'loose', at: text.startMs ?? Infinity, text })),
    ...(fresh === null || fresh.kind === 'coaching' ? [] : [{ type: 'fresh', at: fresh.startMs } as const]),
  ].toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at));

/** The moments of a call in the pane beside it: to jump to, to read, and to work on where the reader's role lets him. */
export const MomentsSection = ({ desk }: { desk: MomentDesk }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [wantsAll, setWantsAll] = useState(false);
  const items = itemsOf(desk);
  const openAt = items.findIndex((item) => item.type === 'moment' && item.moment.id === desk.openId);
  // Who marks sees what was just marked.
  const isMarking = items.some(({ type }) => type === 'fresh');
  const all = wantsAll || desk.begun > 0 || isMarking || openAt >= FIRST || items.length <= FIRST + 1;
  const shown = all ? items : items.slice(0, FIRST);
  const count = items.length - (isMarking ? 1 : 0);
  const add = <AddButton desk={desk} words={t('moment.mark')} command="moment.mark" hint={t('command.moment_mark')} testId="mark-moment" onAdd={() => markHere(desk)} />;
  return (
    <PaneSection title={t('qci.moments')} count={formatNumber(count, language)} action={add}>
      {desk.changes.failure !== null && (
        <p className={classes.failure} role="alert">
          {t(`error.${desk.changes.failure}`)}
        </p>
      )}
      {items.length === 0 && <p className={classes.none}>{t(desk.hindrance === null ? 'moment.none' : 'moment.noneRead')}</p>}
      <ul className={classes.list}>
        {shown.map((item, index) => {
          if (item.type === 'fresh') return <NewMomentRow key="fresh" desk={desk} />;
          if (item.type === 'loose') return <LooseRow key={`${index} ${item.text.text}`} text={item.text} onJump={desk.jump} />;
          return <MomentRow key={item.moment.id} moment={item.moment} desk={desk} isOpen={item.moment.id === desk.openId} />;
        })}
      </ul>
      {!all && <MoreButton hidden={items.length - FIRST} onAll={() => setWantsAll(true)} />}
    </PaneSection>
  );
};
