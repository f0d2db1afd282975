import { IconSearch } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../../lib/hooks.ts';
import type { Entry, Opening } from './entry.ts';
import { PaletteFoot } from './palette-foot.tsx';
import { NothingFound, PaletteList } from './palette-list.tsx';
import classes from './palette.module.css';
import { useGroups } from './use-groups.ts';

/** As much as the search of calls takes. */
const LONGEST = 200;
const PAGE = 6;

/** How far a key moves the choice; null for keys that do not. Home and End are the field's own. */
const STEPS: Readonly<Partial<Record<string, number>>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };

/** The place a step leads to, from -1 where nothing is chosen: by one from the end to the beginning and back, by a page no further than either. */
const stepFrom = (at: number, step: number, count: number): number => {
  if (step === -1 && at <= 0) return count - 1;
  return step === 1 ? (at + 1) % count : Math.max(0, Math.min(count - 1, at + step));
};

interface Props {
  opening: Opening;
  onChoose: (entry: Entry) => void;
}

/** A field and what its words find. The focus stays in the field; the arrows move the choice, Enter takes it. */
export const PaletteBody = ({ opening, onChoose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState('');
  // By its name and not by its place: answers that come later push nothing under the finger.
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { groups, calls, failed, retry } = useGroups(typed, opening.answered);
  const showSkeleton = useDelayed(calls.isLoading);
  const entries = groups.flatMap((group) => group.entries);
  const hasWords = typed.trim() !== '';
  const known = entries.findIndex((entry) => entry.id === chosenId);
  // Before anything is typed Enter alone does nothing: the first line may be a command that changes much.
  const at = known === -1 && hasWords ? 0 : known;
  const chosen = entries[at];
  const isEmpty = groups.length === 0;
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setChosenId(entries[stepFrom(at, step, entries.length)]?.id ?? null);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (chosen) onChoose(chosen);
    }
  };
  return (
    <div className={classes.root}>
      <div className={classes.field}>
        <IconSearch size={16} stroke={1.6} aria-hidden="true" />
        <input
          data-autofocus
          onFocus={() => {
            const early = opening.early.take();
            if (early !== '') setTyped((text) => text + early);
          }}
          type="text"
          dir="auto"
          role="combobox"
          aria-label={t('palette.open')}
          aria-autocomplete="list"
          aria-expanded={!isEmpty}
          aria-controls={isEmpty ? undefined : id}
          aria-activedescendant={chosen && `${id}-${chosen.id}`}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('palette.placeholder')}
          maxLength={LONGEST}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosenId(null);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {isEmpty ? (
        <NothingFound words={typed.trim()} isLocal={calls.source === 'cache'} hasFailed={failed.length > 0} />
      ) : (
        <PaletteList id={id} groups={groups} chosen={chosen} showSkeleton={showSkeleton} onChoose={onChoose} onPoint={setChosenId} />
      )}
      <PaletteFoot count={entries.length} hasWords={hasWords} calls={calls} failed={failed} onRetry={retry} />
    </div>
  );
};
