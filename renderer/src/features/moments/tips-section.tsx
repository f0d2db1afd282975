import { IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Moment } from '../../../../core/moments/moment.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { judgeWords } from '../../i18n/judge-words.ts';
import { PaneSection } from '../../ui/pane-section.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { MomentRow } from './moment-row.tsx';
import classes from './moments-section.module.css';
import { NewMomentRow } from './new-moment-row.tsx';
import { AddButton, MoreButton } from './section-buttons.tsx';
import type { MomentDesk } from './use-moment-desk.ts';

/** Shown of a call's tips until all are asked for. */
const FIRST = 4;

type Item =
  | { readonly type: 'tip'; readonly at: number; readonly moment: Moment }
  | { readonly type: 'fresh'; readonly at: number }
  | { readonly type: 'judge'; readonly at: number; readonly text: string };

/** People's tips in the order of the recording, then the judge's, which have no place in it. */
const itemsOf = ({ moments, fresh }: MomentDesk, judgeTips: readonly string[]): readonly Item[] =>
  [
    ...moments.filter(({ kind }) => kind === 'coaching').map((moment): Item => ({ type: 'tip', at: moment.startMs, moment })),
    ...(fresh?.kind === 'coaching' ? [{ type: 'fresh', at: fresh.startMs } as const] : []),
    ...judgeTips.map((text): Item => ({ type: 'judge', at: Infinity, text })),
  ].toSorted((a, b) => (a.at === b.at ? 0 : a.at - b.at));

const JudgeTip = ({ text }: { text: string }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <li className={classes.judgeTip} data-testid="tip">
      <IconSparkles size={14} stroke={1.75} aria-hidden="true" />
      <span className={classes.tip} dir="auto" data-selectable>
        {shownText(judgeWords(text, t))}
      </span>
      <span className={classes.by}>{t('moment.ai')}</span>
    </li>
  );
};

interface Props {
  desk: MomentDesk;
  /** What the judge advises; none while that is hidden. */
  judgeTips: readonly string[];
}

/** What the agent could do better: people's tips at their turns, which are moments of a kind of their own, and the judge's. */
export const TipsSection = ({ desk, judgeTips }: Props): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [wantsAll, setWantsAll] = useState(false);
  const items = itemsOf(desk, judgeTips);
  const isTyping = items.some(({ type }) => type === 'fresh');
  const openAt = items.findIndex((item) => item.type === 'tip' && item.moment.id === desk.openId);
  if (items.length === 0 && desk.hindrance !== null) return null;
  // Who gives a tip sees it where it stands.
  const all = wantsAll || desk.begun > 0 || isTyping || openAt >= FIRST || items.length <= FIRST + 1;
  const shown = all ? items : items.slice(0, FIRST);
  const add = <AddButton desk={desk} words={t('tip.add')} command="moment.tip" hint={t('command.moment_tip')} testId="add-tip" onAdd={desk.beginTip} />;
  return (
    <PaneSection title={t('qci.tips')} count={formatNumber(items.length - (isTyping ? 1 : 0), language)} action={add}>
      {items.length === 0 && <p className={classes.none}>{t('tip.none')}</p>}
      <ul className={classes.list}>
        {shown.map((item, index) => {
          if (item.type === 'fresh') return <NewMomentRow key="fresh" desk={desk} />;
          if (item.type === 'judge') return <JudgeTip key={`${index} ${item.text}`} text={item.text} />;
          return <MomentRow key={item.moment.id} moment={item.moment} desk={desk} isOpen={item.moment.id === desk.openId} />;
        })}
      </ul>
      {!all && <MoreButton hidden={items.length - FIRST} onAll={() => setWantsAll(true)} />}
    </PaneSection>
  );
};
