import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { inertText } from '../../lib/direction-marks.ts';
import { Highlighted } from '../../ui/highlighted.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Entry, Group } from './entry.ts';
import { GroupGlyph } from './group-glyph.tsx';
import classes from './palette.module.css';

const NO_RANGES = [] as const;
const GHOSTS = [[112, 320], [96, 260], [128, 300]] as const;

/** Between two parts of a line as it is read out. */
const Pause = (): React.JSX.Element => <span className="st-visually-hidden">{', '}</span>;

interface OptionProps {
  id: string;
  entry: Entry;
  group: Group['name'];
  isChosen: boolean;
  onChoose: () => void;
  onPoint: () => void;
}

const Option = ({ id, entry, group, isChosen, onChoose, onPoint }: OptionProps): React.JSX.Element => {
  const { name, detail, ranges = NO_RANGES, meta, keycap, isAway } = entry;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className={classes.option}
      aria-selected={isChosen}
      data-away={isAway || undefined}
      data-testid="palette-option"
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onMouseMove={isChosen ? undefined : onPoint}
      onClick={onChoose}
    >
      <GroupGlyph group={group} />
      <span className={classes.name} dir="auto" title={inertText(name)}>
        {shownText(name)}
      </span>
      {detail && <Pause />}
      <span className={classes.detail} dir="auto">
        {detail && <Highlighted text={detail} ranges={ranges} />}
      </span>
      {meta && <Pause />}
      {meta && <span className={classes.meta}>{meta}</span>}
      {keycap !== undefined && <Keycap>{keycap}</Keycap>}
    </div>
  );
};

/** What stands in for calls that are being searched. */
const Ghosts = (): React.JSX.Element => (
  <div aria-hidden="true">
    {GHOSTS.map(([name, detail]) => (
      <div key={name} className={classes.option}>
        <Skeleton width={14} height={14} />
        <Skeleton width={name} />
        <Skeleton width={detail} />
      </div>
    ))}
  </div>
);

interface ListProps {
  id: string;
  groups: readonly Group[];
  chosen: Entry | undefined;
  showSkeleton: boolean;
  onChoose: (entry: Entry) => void;
  onPoint: (entryId: string) => void;
}

/** What was found, by groups. The choice is always in sight, and with the first of it the head over it. */
export const PaletteList = ({ id, groups, chosen, showSkeleton, onChoose, onPoint }: ListProps): React.JSX.Element => {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const chosenId = chosen?.id ?? null;
  const isFirst = chosenId !== null && groups.find(({ entries }) => entries.length > 0)?.entries[0]?.id === chosenId;
  useEffect(() => {
    if (isFirst) list.current?.scrollTo?.({ top: 0 });
    else list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView?.({ block: 'nearest' });
  }, [chosenId, isFirst]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('palette.found')} aria-busy={showSkeleton} className={classes.list}>
      {groups.map(({ name, entries, isLoading }) => (
        <div key={name} role="group" aria-labelledby={`${id}-${name}`} className={classes.group}>
          <div id={`${id}-${name}`} role="presentation" className={classes.head}>
            {t(`palette.group.${name}`)}
          </div>
          {entries.map((entry) => (
            <Option
              key={entry.id}
              id={`${id}-${entry.id}`}
              entry={entry}
              group={name}
              isChosen={entry.id === chosenId}
              onChoose={() => onChoose(entry)}
              onPoint={() => onPoint(entry.id)}
            />
          ))}
          {isLoading && showSkeleton && <Ghosts />}
        </div>
      ))}
    </div>
  );
};

interface NothingProps {
  words: string;
  /** Whether only this device was searched. */
  isLocal: boolean;
  /** Whether some of it could not be searched: then it is not said that nothing is there. */
  hasFailed: boolean;
}

/** What was looked for in vain, and what may help. */
export const NothingFound = ({ words, isLocal, hasFailed }: NothingProps): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div className={classes.nothing}>
      <p className={classes.nothingTitle} dir="auto">
        {shownText(t(hasFailed ? 'palette.nothingRead' : 'palette.nothing', { words }))}
      </p>
      <p>{t(isLocal ? 'palette.nothingHere' : 'palette.nothingText')}</p>
    </div>
  );
};
