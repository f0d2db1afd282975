import { useTranslation } from 'react-i18next';
import type { PromptDraft } from '../../../../core/prompts/draft.ts';
import type { PromptVersion } from '../../../../core/prompts/prompt.ts';
import { Question } from './dialogs.tsx';
import { SaveDialog } from './save-dialog.tsx';
import type { Beginning, Writing } from './use-writing.ts';
import type { PromptChanges } from './use-waiting.ts';

interface Props {
  writing: Writing;
  draft: PromptDraft | null;
  changes: PromptChanges;
  /** The version in force. */
  current: PromptVersion | null;
  onNote: (note: string) => void;
}

/** The draft's text would be lost. */
const DiscardQuestion = ({ writing, draft }: Pick<Props, 'writing' | 'draft'>): React.JSX.Element => {
  const { t } = useTranslation();
  const from = draft?.basedOn?.version;
  return (
    <Question
      opened={writing.dialog?.asks === 'discard'}
      title={t('prompts.draft.discardTitle')}
      texts={[from === undefined ? t('prompts.draft.discardFirstText') : t('prompts.draft.discardText', { version: from })]}
      back={t('prompts.draft.keep')}
      submit={t('prompts.draft.discard')}
      isDangerous
      onSubmit={writing.discard}
      onClose={writing.close}
    />
  );
};

/** Another draft would take the place of the one that is there. */
const ReplaceQuestion = ({ writing, draft, beginning }: Pick<Props, 'writing' | 'draft'> & { beginning: Beginning | null }): React.JSX.Element => {
  const { t } = useTranslation();
  const from = draft?.basedOn?.version;
  const version = beginning?.from?.version ?? 0;
  return (
    <Question
      opened={beginning !== null}
      title={t('prompts.draft.replaceTitle')}
      texts={[from === undefined ? t('prompts.draft.replaceFirstText', { version }) : t('prompts.draft.replaceText', { version, from })]}
      back={t('prompts.draft.keep')}
      submit={t('prompts.draft.replace')}
      isDangerous
      onSubmit={() => beginning && writing.beginNow(beginning)}
      onClose={writing.close}
    />
  );
};

/** What follows from another version's being in force. */
const CurrentQuestion = ({ writing, changes, current, version }: Pick<Props, 'writing' | 'changes' | 'current'> & { version: PromptVersion | null }): React.JSX.Element => {
  const { t } = useTranslation();
  const number = version?.version ?? 0;
  const follows = current === null ? t('prompts.current.firstText', { version: number }) : t('prompts.current.text', { version: number, before: current.version });
  return (
    <Question
      opened={version !== null}
      title={t('prompts.current.title', { version: number })}
      texts={[follows, t('prompts.current.calls'), t('prompts.current.source')]}
      back={t('common.cancel')}
      submit={t('prompts.current.submit')}
      isBusy={changes.makeCurrent.isPending}
      failure={writing.failure === null ? null : t(`error.${writing.failure}`)}
      onSubmit={() => version && writing.makeCurrent(version)}
      onClose={writing.close}
    />
  );
};

/** The questions that stand before what a writer does. */
export const WritingDialogs = ({ writing, draft, changes, current, onNote }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { dialog } = writing;
  return (
    <>
      {draft && (
        <SaveDialog
          opened={dialog?.asks === 'save'}
          version={writing.next}
          note={draft.note}
          before={writing.base}
          content={draft.content}
          isBusy={changes.save.isPending}
          failure={writing.failure === null ? null : t(`error.${writing.failure}`)}
          onNote={onNote}
          onSave={writing.save}
          onClose={writing.close}
        />
      )}
      <DiscardQuestion writing={writing} draft={draft} />
      <ReplaceQuestion writing={writing} draft={draft} beginning={dialog?.asks === 'replace' ? dialog.beginning : null} />
      <CurrentQuestion writing={writing} changes={changes} current={current} version={dialog?.asks === 'current' ? dialog.version : null} />
    </>
  );
};
