import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PromptAssistant } from '../../../../core/prompts/prompt.ts';
import { AssistantPrompts } from './assistant-prompts.tsx';
import { PromptsEmpty, PromptsFailure, RailSkeleton, TextSkeleton } from './pane-states.tsx';
import classes from './panes.module.css';
import { promptQueries } from './queries.ts';
import type { PromptsSearch } from './search.ts';

interface Props {
  search: PromptsSearch;
  onSearch: (search: PromptsSearch) => void;
}

/** Whose prompts are shown where the address names nobody: the first assistant in use that has any. */
const firstOf = (assistants: readonly PromptAssistant[]): string | undefined =>
  (assistants.find(({ isActive, versions }) => isActive && versions > 0) ?? assistants.find(({ versions }) => versions > 0) ?? assistants[0])?.id;

/** Every assistant's prompts: the versions, what stands in them, and what is being written. */
export const PromptsView = ({ search, onSearch }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { data, error, refetch, isPending } = useQuery(promptQueries.assistants);
  const assistants = data?.assistants ?? [];
  const assistantId = search.assistant ?? firstOf(assistants);
  if (assistantId !== undefined) {
    return <AssistantPrompts key={assistantId} assistantId={assistantId} assistants={assistants} search={search} onSearch={onSearch} onAssistant={(assistant) => onSearch({ assistant })} />;
  }
  if (isPending) {
    return (
      <div className={classes.root}>
        <div className={classes.rail}>
          <RailSkeleton />
        </div>
        <div className={classes.centre}>
          <TextSkeleton />
        </div>
      </div>
    );
  }
  if (error) return <PromptsFailure title={t('prompts.failed')} text={t('prompts.safe')} error={error} route="prompts.listAssistants" onRetry={() => void refetch()} />;
  return <PromptsEmpty heading="h1" title={t('prompts.empty')} text={t('prompts.emptyText')} />;
};
