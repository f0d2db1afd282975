import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './panes.module.css';

interface Props {
  opened: boolean;
  title: string;
  /** What follows, a paragraph each. */
  texts: readonly string[];
  /** The way back, which has the focus where the other one loses something. */
  back: string;
  submit: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  failure?: string | null;
  onSubmit: () => void;
  onClose: () => void;
}

/** A question before something that follows people's work around. Esc is the way back. */
export const Question = ({ opened, title, texts, back, submit, isDangerous = false, isBusy = false, failure = null, onSubmit, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} size={440} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {texts.map((text) => (
        <p key={text} className={classes.sentence}>
          {text}
        </p>
      ))}
      {failure !== null && (
        <p className={classes.failure} role="alert">
          {failure}
        </p>
      )}
      <div className={classes.feet}>
        <Button variant="subtle" data-autofocus={isDangerous || undefined} onClick={onClose}>
          {back}
        </Button>
        <Button
          variant={isDangerous ? 'default' : 'filled'}
          className={isDangerous ? (classes.danger ?? '') : ''}
          data-autofocus={!isDangerous || undefined}
          data-testid="question-submit"
          loading={isBusy}
          onClick={onSubmit}
        >
          {submit}
        </Button>
      </div>
    </Modal>
  );
};
