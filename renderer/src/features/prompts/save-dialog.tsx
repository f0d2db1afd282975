import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LONGEST_PROMPT_NOTE } from '../../../../core/prompts/prompt.ts';
import { variableChanges } from '../../../../core/prompts/variables.ts';
import { useKeycap } from '../../lib/commands.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './panes.module.css';

interface Props {
  opened: boolean;
  /** The number that the version will have. */
  version: number;
  note: string;
  /** The text that the draft was begun from, null where there was none, and the draft's. */
  before: string | null;
  content: string;
  isBusy: boolean;
  failure: string | null;
  onNote: (note: string) => void;
  onSave: () => void;
  onClose: () => void;
}

/** Asks for a note before a draft becomes a version, and warns of variables that it no longer has. */
export const SaveDialog = ({ opened, version, note, before, content, isBusy, failure, onNote, onSave, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const keycap = useKeycap('conflict.save');
  const { lost } = variableChanges(before ?? '', content);
  const save = (): void => {
    if (!isBusy) onSave();
  };
  return (
    <Modal opened={opened} onClose={onClose} size={520} title={t('prompts.save.title', { version })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <div
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          save();
        }}
      >
        <p className={classes.sentence}>{t('prompts.save.text')}</p>
        <label className={classes.note}>
          {t('prompts.save.note')}
          <textarea data-autofocus data-testid="prompt-note" dir="auto" value={note} maxLength={LONGEST_PROMPT_NOTE} onChange={(event) => onNote(event.currentTarget.value)} />
        </label>
        {lost.length > 0 && <p className={classes.warn}>{shownText(t('prompts.diff.lost', { count: lost.length, n: lost.length, names: lost.map((name) => `{{${name}}}`).join(' ') }))}</p>}
        {failure !== null && (
          <p className={classes.failure} role="alert">
            {failure}
          </p>
        )}
        <div className={classes.feet}>
          <Button variant="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant="filled" data-testid="prompt-save-submit" loading={isBusy} rightSection={keycap !== undefined && <Keycap onAccent>{keycap}</Keycap>} onClick={save}>
            {t('prompts.save.submit')}
          </Button>
        </div>
      </div>
    </Modal>
  );
};
