import { useTranslation } from 'react-i18next';
import type { PromptDraft } from '../../../../core/prompts/draft.ts';
import type { PromptAssistant, PromptVersion, WaitingPrompt } from '../../../../core/prompts/prompt.ts';
import type { PromptHindrance } from '../../../../core/prompts/rights.ts';
import { AssistantSelect } from './assistant-select.tsx';
import { PromptsFailure, RailSkeleton } from './pane-states.tsx';
import classes from './panes.module.css';
import { RailFoot } from './rail-foot.tsx';
import { numberOf, type Shown } from './shown.ts';
import type { Beginning } from './use-writing.ts';
import type { VersionList } from './use-versions.ts';
import { VersionRail } from './version-rail.tsx';
import type { Words } from './version-words.ts';
import { WaitingNotices } from './waiting-notices.tsx';

interface Props {
  assistantId: string;
  assistants: readonly PromptAssistant[];
  list: VersionList;
  waiting: readonly WaitingPrompt[];
  shown: Shown;
  /** Null where there is none; undefined as long as that is not known. */
  draft: PromptDraft | null | undefined;
  compared: PromptVersion | null;
  hindrance: PromptHindrance;
  words: Words;
  onAssistant: (assistantId: string) => void;
  onShow: (version: number | 'draft') => void;
  onBegin: (beginning: Beginning) => void;
}

/** Left: whose prompts these are, what is on its way, every version, and where writing begins. */
export const PromptsRail = ({ assistantId, assistants, list, waiting, shown, draft, compared, hindrance, words, onAssistant, onShow, onBegin }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const hasFailed = list.error !== null && list.versions.length === 0;
  return (
    <nav className={classes.rail} aria-label={t('prompts.versions')}>
      <div className={classes.railHead}>
        <AssistantSelect assistants={assistants} current={{ id: assistantId, name: list.assistant?.name ?? '' }} onSelect={onAssistant} />
      </div>
      {list.isLoading && <RailSkeleton />}
      {list.error !== null && hasFailed && <PromptsFailure title={t('prompts.failed')} text={t('prompts.safe')} error={list.error} route="prompts.listVersions" onRetry={list.retry} />}
      {!list.isLoading && !hasFailed && (
        <>
          <WaitingNotices waiting={waiting} onShow={onShow} />
          <VersionRail list={list} draft={draft ?? null} words={words} selected={numberOf(shown)} compared={compared?.version ?? null} onSelect={onShow} />
        </>
      )}
      {draft !== undefined && !list.isLoading && <RailFoot list={list} shown={shown} draft={draft} hindrance={hindrance} onBegin={onBegin} onDraft={() => onShow('draft')} />}
    </nav>
  );
};
