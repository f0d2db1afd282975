import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromptVersion } from '../../../../core/prompts/prompt.ts';
import { useMedia } from '../../lib/hooks.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { DiffView, type DiffPlace } from './editor/diff-view.tsx';
import { PaneHead } from './pane-head.tsx';
import { PromptsFailure, TextSkeleton } from './pane-states.tsx';
import classes from './panes.module.css';
import { numberOf, type Shown } from './shown.ts';
import { usePromptText, useShownText } from './use-text.ts';
import { scoreWords, type Words } from './version-words.ts';

interface Props {
  before: PromptVersion;
  shown: Exclude<Shown, { kind: 'none' }>;
  words: Words;
  compare: React.ReactNode;
  /** What else can be done with what is shown. */
  actions?: React.ReactNode;
  notice?: React.ReactNode;
  /** Told of each change of a draft; null where it is only read. */
  onChange: ((content: string) => void) | null;
  onPlace: (place: DiffPlace | null) => void;
  /** Ends comparing; null where another button does that. */
  onClose: (() => void) | null;
}

const SideHead = ({ version, words }: { version: PromptVersion; words: Words }): React.JSX.Element => {
  const { t } = useTranslation();
  const { mean, n } = scoreWords(version, words);
  return (
    <div>
      <b>{t('prompts.versionOf', { version: version.version })}</b> {shownText([version.note, mean, n].filter((part) => part !== null).join(' · '))}
    </div>
  );
};

interface ViewChoice {
  readonly isFolded: boolean;
  readonly wanted: 'side' | 'inline';
}

/** How the difference is shown; a window too narrow for two texts has no choice. */
const ViewChoices = ({ choice, isNarrow, onChoose }: { choice: ViewChoice; isNarrow: boolean; onChoose: (choice: ViewChoice) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <>
      <Checkbox size="xs" label={t('prompts.diff.fold')} checked={choice.isFolded} onChange={(event) => onChoose({ ...choice, isFolded: event.currentTarget.checked })} />
      {!isNarrow && (
        <SegmentedControl
          aria-label={t('prompts.diff.view')}
          data={[{ value: 'side', label: t('prompts.diff.sideBySide') }, { value: 'inline', label: t('prompts.diff.inline') }]}
          value={choice.wanted}
          onChange={(value) => onChoose({ ...choice, wanted: value === 'inline' ? 'inline' : 'side' })}
        />
      )}
    </>
  );
};

/** The two heads over the two texts. */
const SideHeads = ({ before, shown, words }: Pick<Props, 'before' | 'shown' | 'words'>): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div className={classes.sides}>
      <SideHead version={before} words={words} />
      {shown.kind === 'version' ? <SideHead version={shown.version} words={words} /> : <div>{shown.kind === 'draft' ? t('prompts.draft.title') : t('prompts.versionOf', { version: shown.number })}</div>}
    </div>
  );
};

/** The difference itself, once both texts are read. */
const Difference = ({ before, shown, isInline, isFolded, onChange, onPlace }: Pick<Props, 'before' | 'shown' | 'onChange' | 'onPlace'> & { isInline: boolean; isFolded: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const old = usePromptText(before.id);
  const now = useShownText(shown);
  const number = numberOf(shown);
  if (old.content !== null && now.content !== null) {
    return (
      <DiffView
        before={{ label: t('prompts.diff.before', { version: before.version }), content: old.content }}
        after={{ label: number === 'draft' ? t('prompts.diff.afterDraft') : t('prompts.diff.after', { version: number }), content: now.content }}
        isInline={isInline}
        isFolded={isFolded}
        onChange={onChange}
        onPlace={onPlace}
      />
    );
  }
  const failed = old.error && old.content === null ? { ...old, number: before.version } : { ...now, number };
  if (!failed.error) return <TextSkeleton />;
  return <PromptsFailure title={t('prompts.read.failed', { version: failed.number })} text={t('prompts.read.failedText')} error={failed.error} route="prompts.get" onRetry={failed.retry} />;
};

/** What changed from a version to what is shown, side by side or in one text. A window too narrow for two has one. */
export const ComparePane = ({ before, shown, words, compare, actions, notice, onChange, onPlace, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const isNarrow = useMedia('(max-width: 1199px)');
  const [choice, setChoice] = useState<ViewChoice>({ isFolded: true, wanted: 'side' });
  const isInline = isNarrow || choice.wanted === 'inline';
  const number = numberOf(shown);
  return (
    <>
      <PaneHead
        title={number === 'draft' ? t('prompts.diff.titleDraft', { before: before.version }) : t('prompts.diff.title', { before: before.version, after: number })}
        actions={
          <>
            {compare}
            <ViewChoices choice={choice} isNarrow={isNarrow} onChoose={setChoice} />
            {onClose && <Button onClick={onClose}>{t('prompts.diff.close')}</Button>}
            {actions}
          </>
        }
      />
      {notice}
      {!isInline && <SideHeads before={before} shown={shown} words={words} />}
      <Difference before={before} shown={shown} isInline={isInline} isFolded={choice.isFolded} onChange={onChange} onPlace={onPlace} />
    </>
  );
};
