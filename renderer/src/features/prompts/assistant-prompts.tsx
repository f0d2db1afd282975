import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromptAssistant } from '../../../../core/prompts/prompt.ts';
import { comparedRubric } from '../../../../core/prompts/version-scores.ts';
import { useLanguage } from '../../i18n/index.ts';
import type { DiffPlace } from './editor/diff-view.tsx';
import { PromptPane } from './prompt-pane.tsx';
import classes from './panes.module.css';
import { PromptsRail } from './prompts-rail.tsx';
import { PromptsStrip } from './prompts-strip.tsx';
import type { PromptsSearch } from './search.ts';
import { numberOf, shownOf, type Shown } from './shown.ts';
import { useDraft } from './use-draft.ts';
import { usePromptText, useShownText } from './use-text.ts';
import { useVersions, type VersionList } from './use-versions.ts';
import { usePromptChanges } from './use-waiting.ts';
import { useHindrance } from './use-writer.ts';
import { useWriting } from './use-writing.ts';
import { WritingDialogs } from './writing-dialogs.tsx';

interface Props {
  assistantId: string;
  assistants: readonly PromptAssistant[];
  search: PromptsSearch;
  onSearch: (search: PromptsSearch) => void;
  onAssistant: (assistantId: string) => void;
}

/** A version of long ago lies on a later page: pages are read until it is found. */
const useSeek = (shown: Shown, { hasMore, isFetchingMore, fetchMore }: VersionList): void => {
  const isSought = shown.kind === 'none' || shown.kind === 'text';
  useEffect(() => {
    if (isSought && hasMore && !isFetchingMore) fetchMore();
  }, [isSought, hasMore, isFetchingMore, fetchMore]);
};

/** The address of what an assistant's screen shows. */
const addressOf = (assistant: string, version: number | 'draft' | null, compare: number | null): PromptsSearch => ({
  assistant,
  ...(version !== null && { version }),
  ...(compare !== null && compare !== version && { compare }),
});

/** The versions of one assistant, the draft, and the text of what is chosen. Its component is one assistant's. */
export const AssistantPrompts = ({ assistantId, assistants, search, onSearch, onAssistant }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const list = useVersions(assistantId);
  const desk = useDraft(assistantId);
  const changes = usePromptChanges(assistantId);
  const hindrance = useHindrance();
  const [place, setPlace] = useState<DiffPlace | null>(null);
  const writing = useWriting(list, desk, changes, (version) => onSearch(addressOf(assistantId, version, null)));
  // Whoever may only read has no use for what he began while he could write; it stays on this device.
  const draft = hindrance === 'role' ? null : desk.draft;
  const shown = shownOf(search, list, draft, changes.waiting);
  const selected = numberOf(shown);
  const compared = list.versions.find(({ version }) => version === search.compare && version !== selected) ?? null;
  const words = { t, language, rubric: comparedRubric(list.versions) };
  const texts = { before: usePromptText(compared?.id ?? null).content, after: useShownText(shown).content };
  useSeek(shown, list);
  return (
    <>
      <div className={classes.root}>
        <PromptsRail
          assistantId={assistantId}
          assistants={assistants}
          list={list}
          waiting={changes.waiting}
          shown={shown}
          draft={desk.isLoaded ? draft : undefined}
          compared={compared}
          hindrance={hindrance}
          words={words}
          onAssistant={onAssistant}
          onShow={(version) => onSearch(addressOf(assistantId, version, search.compare ?? null))}
          onBegin={writing.begin}
        />
        <section className={classes.centre}>
          <PromptPane
            list={list}
            shown={shown}
            compared={compared}
            desk={desk}
            changes={changes}
            writing={writing}
            hindrance={hindrance}
            words={words}
            onCompare={(version) => onSearch(addressOf(assistantId, selected, version))}
            onPlace={setPlace}
          />
        </section>
      </div>
      <PromptsStrip list={list} words={words} place={compared === null ? null : place} texts={texts} />
      <WritingDialogs writing={writing} draft={draft} changes={changes} current={list.versions.find(({ isCurrent }) => isCurrent) ?? null} onNote={(note) => desk.change({ note })} />
    </>
  );
};
