import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PromptVersion } from '../../../../core/prompts/prompt.ts';
import type { PromptHindrance } from '../../../../core/prompts/rights.ts';
import { ComparePane } from './compare-pane.tsx';
import { CompareSelect } from './compare-select.tsx';
import { DraftPane, NewerNotice } from './draft-pane.tsx';
import type { DiffPlace } from './editor/diff-view.tsx';
import { PromptsEmpty, TextSkeleton } from './pane-states.tsx';
import classes from './panes.module.css';
import { ReadPane } from './read-pane.tsx';
import { numberOf, type Shown } from './shown.ts';
import type { DraftDesk } from './use-draft.ts';
import type { VersionList } from './use-versions.ts';
import type { PromptChanges } from './use-waiting.ts';
import type { Writing } from './use-writing.ts';
import type { Words } from './version-words.ts';

interface Props {
  list: VersionList;
  shown: Shown;
  compared: PromptVersion | null;
  desk: DraftDesk;
  changes: PromptChanges;
  writing: Writing;
  hindrance: PromptHindrance;
  words: Words;
  onCompare: (version: number | null) => void;
  onPlace: (place: DiffPlace | null) => void;
}

const DraftActions = ({ writing, desk, hindrance }: Pick<Props, 'writing' | 'desk' | 'hindrance'>): React.JSX.Element => {
  const { t } = useTranslation();
  const { fault, next } = writing;
  const why = hindrance !== null ? t(`prompts.hindrance.${hindrance}`) : fault === null ? null : t(`prompts.draft.fault.${fault}`, { version: desk.draft?.basedOn?.version ?? 0 });
  return (
    <>
      {why !== null && (
        <span className={classes.reasons} id="prompt-draft-fault">
          {why}
        </span>
      )}
      <Button className={classes.danger ?? ''} data-testid="prompt-discard" onClick={() => writing.ask({ asks: 'discard' })}>
        {t('prompts.draft.discard')}
      </Button>
      <Button variant="filled" data-testid="prompt-save" disabled={why !== null} aria-describedby={why === null ? undefined : 'prompt-draft-fault'} onClick={() => writing.ask({ asks: 'save' })}>
        {t('prompts.save.action', { version: next })}
      </Button>
    </>
  );
};

const Nothing = ({ list, shown, hindrance }: { list: VersionList; shown: Extract<Shown, { kind: 'none' }>; hindrance: PromptHindrance }): React.JSX.Element | null => {
  const { t } = useTranslation();
  if (list.isLoading || list.isFetching || list.hasMore) return <TextSkeleton />;
  if (list.versions.length === 0) return list.error ? null : <PromptsEmpty heading="h1" title={t('prompts.noVersions')} text={t(hindrance === null ? 'prompts.noVersionsWrite' : 'prompts.noVersionsText')} />;
  return <PromptsEmpty heading="h1" title={t('prompts.read.missing', { version: shown.number })} />;
};

type PaneProps<K extends Shown['kind']> = Omit<Props, 'shown'> & { shown: Extract<Shown, { kind: K }>; compare: React.ReactNode };

/** The draft to write on, or what it changes and the same to write on there. */
const WrittenPane = ({ list, shown, compared, desk, writing, hindrance, words, compare, onCompare, onPlace }: PaneProps<'draft'>): React.JSX.Element => {
  const latest = list.versions[0];
  const base = list.versions.find(({ id }) => id === shown.draft.basedOn?.id);
  const onChange = (content: string): void => desk.change({ content });
  const notice = latest && latest.version > shown.draft.seenVersion && (
    <NewerNotice newer={latest} onCompare={() => onCompare(latest.version)} onTop={() => desk.change({ seenVersion: latest.version })} />
  );
  const actions = <DraftActions writing={writing} desk={desk} hindrance={hindrance} />;
  if (!compared) return <DraftPane draft={shown.draft} compare={compare} actions={actions} notice={notice} onChange={onChange} onChanges={base ? () => onCompare(base.version) : null} />;
  return <ComparePane before={compared} shown={shown} words={words} compare={compare} actions={actions} notice={notice} onChange={onChange} onPlace={onPlace} onClose={() => onCompare(null)} />;
};

/** A version to read, and what its reader may do with it. */
const VersionPane = ({ list, shown, compared, changes, writing, hindrance, words, compare, onCompare, onPlace }: PaneProps<'version' | 'waiting' | 'text'>): React.JSX.Element => {
  if (compared) return <ComparePane before={compared} shown={shown} words={words} compare={compare} onChange={null} onPlace={onPlace} onClose={() => onCompare(null)} />;
  const version = shown.kind === 'version' ? shown.version : null;
  const isOnItsWay = changes.waiting.some(({ kind, promptId }) => kind === 'publish' && promptId === version?.id);
  const isLatest = version?.version === list.versions[0]?.version;
  return (
    <ReadPane
      shown={shown}
      words={words}
      hindrance={hindrance}
      compare={compare}
      onMakeCurrent={version && !version.isCurrent && !isOnItsWay ? () => writing.ask({ asks: 'current', version }) : null}
      onRestore={version && !isLatest ? () => writing.begin({ from: version, note: words.t('prompts.draft.restoreNote', { version: version.version }) }) : null}
    />
  );
};

/** What stands beside the list: a version to read, a draft to write on, or the difference of two. */
export const PromptPane = ({ shown, ...props }: Props): React.JSX.Element | null => {
  const { list, compared, hindrance, onCompare } = props;
  if (shown.kind === 'none') return <Nothing list={list} shown={shown} hindrance={hindrance} />;
  const number = numberOf(shown);
  const compare = number === null || list.versions.length === 0 ? null : <CompareSelect versions={list.versions} shown={number} compared={compared?.version ?? null} onCompare={onCompare} />;
  return shown.kind === 'draft' ? <WrittenPane {...props} shown={shown} compare={compare} /> : <VersionPane {...props} shown={shown} compare={compare} />;
};
