import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PromptDraft } from '../../../../core/prompts/draft.ts';
import type { PromptHindrance } from '../../../../core/prompts/rights.ts';
import classes from './panes.module.css';
import { firstVersion, type Shown } from './shown.ts';
import type { VersionList } from './use-versions.ts';
import type { Beginning } from './use-writing.ts';

interface Props {
  list: VersionList;
  shown: Shown;
  draft: PromptDraft | null;
  hindrance: PromptHindrance;
  onBegin: (beginning: Beginning) => void;
  onDraft: () => void;
}

/** Where writing begins: a draft from the version that is shown, or the draft that is there; or why there is neither. */
export const RailFoot = ({ list, shown, draft, hindrance, onBegin, onDraft }: Props): React.JSX.Element | null => {
  const { t } = useTranslation();
  if (hindrance !== null) {
    return (
      <div className={classes.railFoot}>
        <p>{t(`prompts.hindrance.${hindrance}`)}</p>
      </div>
    );
  }
  if (list.assistant === null) return null;
  const from = shown.kind === 'version' ? shown.version : firstVersion(list);
  return (
    <div className={classes.railFoot}>
      {draft !== null && shown.kind !== 'draft' && <Button onClick={onDraft}>{t('prompts.draft.open')}</Button>}
      {shown.kind !== 'draft' && (
        <Button variant={draft === null ? 'default' : 'subtle'} data-testid="prompt-new-draft" leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />} onClick={() => onBegin({ from, note: '' })}>
          {from === null ? t('prompts.draft.newFirst') : t('prompts.draft.new', { version: from.version })}
        </Button>
      )}
    </div>
  );
};
