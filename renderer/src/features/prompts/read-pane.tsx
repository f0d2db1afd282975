import { ActionIcon, Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PromptHindrance } from '../../../../core/prompts/rights.ts';
import { request } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { KeyTooltip } from '../../ui/keycap.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { TextView } from './editor/text-view.tsx';
import { PaneHead } from './pane-head.tsx';
import { PromptsFailure, TextSkeleton } from './pane-states.tsx';
import classes from './panes.module.css';
import type { Shown } from './shown.ts';
import { useShownText } from './use-text.ts';
import { authorWords, type Words } from './version-words.ts';

interface Props {
  shown: Exclude<Shown, { kind: 'draft' | 'none' }>;
  words: Words;
  hindrance: PromptHindrance;
  /** Chooses what it is compared with. */
  compare: React.ReactNode;
  /** Null where the version is in force already, or is on its way there. */
  onMakeCurrent: (() => void) | null;
  /** Null where it is the latest: there is nothing to restore. */
  onRestore: (() => void) | null;
}

const Meta = ({ shown, words }: Pick<Props, 'shown' | 'words'>): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (shown.kind === 'text') return null;
  const author = shown.kind === 'version' ? authorWords(shown.version, words) : t('prompts.draft.own', { time: formatByAge(shown.waiting.madeAt, language) });
  const characters = shown.kind === 'version' ? shown.version.characters : (shown.waiting.content ?? '').length;
  return (
    <>
      <span dir="auto">{shownText(author)}</span>
      <span>{t('prompts.read.characters', { count: characters, n: formatNumber(characters, language) })}</span>
    </>
  );
};

/** A version to read. What the person may not do is not offered. */
export const ReadPane = ({ shown, words, hindrance, compare, onMakeCurrent, onRestore }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { content, error, retry } = useShownText(shown);
  const number = shown.kind === 'version' ? shown.version.version : shown.number;
  const note = shown.kind === 'version' ? shown.version.note : shown.kind === 'waiting' ? shown.waiting.note : null;
  const isLive = shown.kind === 'version' && shown.version.isCurrent;
  const actions = (
    <>
      {compare}
      <KeyTooltip label={t('prompts.read.copy')}>
        <ActionIcon aria-label={t('prompts.read.copy')} disabled={content === null} onClick={() => void request('app.copyText', { text: content ?? '' })}>
          <IconCopy size={16} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </KeyTooltip>
      {hindrance === null && onRestore && (
        <Button onClick={onRestore} disabled={content === null} title={t('prompts.read.restoreHint', { version: number })}>
          {t('prompts.read.restore')}
        </Button>
      )}
      {hindrance === null && onMakeCurrent && (
        <Button variant="filled" data-testid="prompt-make-current" onClick={onMakeCurrent}>
          {t('prompts.read.makeCurrent')}
        </Button>
      )}
    </>
  );
  return (
    <>
      <PaneHead
        title={
          <>
            {t('prompts.versionOf', { version: number })}
            {note !== null && (
              <span dir="auto" title={note}>
                {shownText(note)}
              </span>
            )}
            {isLive && <b className={classes.live}>{t('prompts.live')}</b>}
          </>
        }
        meta={<Meta shown={shown} words={words} />}
        actions={actions}
      />
      {content !== null ? (
        <TextView label={t('prompts.read.label', { version: number })} content={content} onChange={null} />
      ) : error ? (
        <PromptsFailure title={t('prompts.read.failed', { version: number })} text={t('prompts.read.failedText')} error={error} route="prompts.get" onRetry={retry} />
      ) : (
        <TextSkeleton />
      )}
    </>
  );
};
