import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PromptDraft } from '../../../../core/prompts/draft.ts';
import type { PromptVersion } from '../../../../core/prompts/prompt.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { TextView } from './editor/text-view.tsx';
import { PaneHead } from './pane-head.tsx';
import classes from './panes.module.css';

interface NoticeProps {
  /** The latest version, which came after the draft was begun. */
  newer: PromptVersion;
  onCompare: () => void;
  onTop: () => void;
}

/** Somebody saved a version meanwhile: to see it comes before going on. */
export const NewerNotice = ({ newer, onCompare, onTop }: NoticeProps): React.JSX.Element => {
  const { t } = useTranslation();
  const { version, createdBy, createdByName } = newer;
  return (
    <div className={classes.notice} role="status" data-testid="prompt-newer">
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
      <span>{createdBy === null ? t('prompts.draft.newerImported', { version }) : shownText(t('prompts.draft.newer', { version, name: createdByName ?? t('prompts.formerMember') }))}</span>
      <Button onClick={onCompare}>{t('prompts.draft.compareNewer', { version })}</Button>
      <Button onClick={onTop}>{t('prompts.draft.onTop', { version })}</Button>
    </div>
  );
};

interface Props {
  draft: PromptDraft;
  compare: React.ReactNode;
  actions: React.ReactNode;
  notice: React.ReactNode;
  onChange: (content: string) => void;
  /** Shows what differs from the version it was begun from; null where that is not there. */
  onChanges: (() => void) | null;
}

/** The draft to write on. Every change is on this device before one notices. */
export const DraftPane = ({ draft, compare, actions, notice, onChange, onChanges }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <>
      <PaneHead
        title={draft.basedOn === null ? t('prompts.draft.first') : t('prompts.draft.from', { version: draft.basedOn.version })}
        meta={<span>{t('prompts.draft.kept')}</span>}
        actions={
          <>
            {compare}
            {onChanges && <Button onClick={onChanges}>{t('prompts.draft.changes')}</Button>}
            {actions}
          </>
        }
      />
      {notice}
      <TextView key={draft.begunAt} label={t('prompts.read.draftLabel')} content={draft.content} onChange={onChange} hasFocus />
    </>
  );
};
