import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromptDraft } from '../../../../core/prompts/draft.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { moveTo } from '../../lib/move-to.ts';
import type { VersionList } from './use-versions.ts';
import { VersionRow } from './version-row.tsx';
import classes from './version-rail.module.css';
import type { Words } from './version-words.ts';

const ROWS_OF_PAGE = 8;

const idOf = (version: number | 'draft'): string => `prompt-version-${version}`;

const DraftRow = ({ draft, isSelected, onSelect }: { draft: PromptDraft; isSelected: boolean; onSelect: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div id={idOf('draft')} role="option" tabIndex={-1} aria-selected={isSelected} className={classes.row} data-testid="prompt-draft" data-selected={isSelected || undefined} onClick={onSelect}>
      <span className={classes.number} aria-hidden="true">
        ✎
      </span>
      <span className={classes.body}>
        <span className={classes.note}>{draft.basedOn === null ? t('prompts.draft.first') : t('prompts.draft.from', { version: draft.basedOn.version })}</span>
        <span className={classes.meta}>{t('prompts.draft.own', { time: formatByAge(draft.begunAt, language) })}</span>
        <span className={classes.meta}>{t('prompts.draft.unsaved')}</span>
      </span>
    </div>
  );
};

interface Props {
  list: VersionList;
  draft: PromptDraft | null;
  words: Words;
  selected: number | 'draft' | null;
  compared: number | null;
  onSelect: (version: number | 'draft') => void;
}

/** An assistant's versions, the latest first, under the draft: one tab stop, keys move, and what is reached is shown. */
export const VersionRail = ({ list, draft, words, selected, compared, onSelect }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const order: (number | 'draft')[] = [...(draft === null ? [] : (['draft'] as const)), ...list.versions.map(({ version }) => version)];
  const at = selected === null ? -1 : order.indexOf(selected);
  useEffect(() => {
    if (selected !== null) ref.current?.querySelector(`#${idOf(selected)}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [selected]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = moveTo(event.key, Math.max(at, 0), order.length, ROWS_OF_PAGE);
    const version = next === null ? undefined : order[next];
    if (version === undefined) return;
    event.preventDefault();
    onSelect(version);
  };
  return (
    <div className={classes.scroller}>
      <div ref={ref} role="listbox" aria-label={t('prompts.versions')} tabIndex={0} className={classes.list} aria-activedescendant={at < 0 || selected === null ? undefined : idOf(selected)} onKeyDown={onKeyDown}>
        {draft !== null && <DraftRow draft={draft} isSelected={selected === 'draft'} onSelect={() => onSelect('draft')} />}
        {list.versions.map((version) => (
          <VersionRow
            key={version.version}
            id={idOf(version.version)}
            version={version}
            words={words}
            isSelected={selected === version.version}
            isBase={compared === version.version}
            onSelect={() => onSelect(version.version)}
          />
        ))}
      </div>
      {list.hasMore && (
        <Button variant="subtle" className={classes.more ?? ''} loading={list.isFetchingMore} onClick={list.fetchMore}>
          {t('prompts.more')}
        </Button>
      )}
    </div>
  );
};
