import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Moment } from '../../../../core/moments/moment.ts';
import type { MomentText } from '../../../../core/moments/moment-text.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useKeycap } from '../../lib/commands.tsx';
import { formatNumber } from '../../lib/format.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { PaneSection } from '../../ui/pane-section.tsx';
import { LooseRow } from './loose-row.tsx';
import { MomentRow } from './moment-row.tsx';
import classes from './moments-section.module.css';
import { NewMomentRow } from './new-moment-row.tsx';
import { markHere, type MomentDesk } from './use-moment-desk.ts';

/** Shown of a call's moments until all are asked for. */
const FIRST = 4;

type Item =
  | { readonly type: 'moment'; readonly at: number; readonly moment: Moment }
  | { readonly type: 'loose'; readonly at: number; readonly text: MomentText }
  | { readonly type: 'fresh'; readonly at: number };

/** All that the list shows, in the order of the recording; what has no place in it stands last. */
const itemsOf = ({ moments, loose, fresh }: MomentDesk): readonly Item[] =>
  [
    ...moments.map((moment): Item => ({ type: 'moment', at: moment.startMs, moment })),
    ...loose.map((text): Item => ({ type: 'loose', at: text.startMs ?? Infinity, text })),
    ...(fresh === null ? [] : [{ type: 'fresh', at: fresh.startMs } as const]),
  ].toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at));

const Mark = ({ desk }: { desk: MomentDesk }): React.JSX.Element => {
  const { t } = useTranslation();
  const keycap = useKeycap('moment.mark');
  const why = desk.hindrance === null ? undefined : t(`moment.why.${desk.hindrance}`);
  return (
    <button
      type="button"
      className={classes.mark}
      data-testid="mark-moment"
      aria-disabled={why !== undefined}
      title={why ?? t('command.moment_mark')}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => markHere(desk)}
    >
      {t('moment.mark')} {keycap !== undefined && <Keycap>{keycap}</Keycap>}
    </button>
  );
};

const More = ({ hidden, onAll }: { hidden: number; onAll: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <button type="button" className={classes.more} onClick={onAll}>
      {t('moment.more', { count: hidden, n: formatNumber(hidden, language) })}
    </button>
  );
};

/** The moments of a call in the pane beside it: to jump to, to read, and to work on where the reader's role lets him. */
export const MomentsSection = ({ desk }: { desk: MomentDesk }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [wantsAll, setWantsAll] = useState(false);
  const items = itemsOf(desk);
  const openAt = items.findIndex((item) => item.type === 'moment' && item.moment.id === desk.openId);
  // Who marks sees what was just marked.
  const all = wantsAll || desk.begun > 0 || desk.fresh !== null || openAt >= FIRST || items.length <= FIRST + 1;
  const shown = all ? items : items.slice(0, FIRST);
  const count = items.length - (desk.fresh === null ? 0 : 1);
  return (
    <PaneSection title={t('qci.moments')} count={formatNumber(count, language)} action={<Mark desk={desk} />}>
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
      {!all && <More hidden={items.length - FIRST} onAll={() => setWantsAll(true)} />}
    </PaneSection>
  );
};
