import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keycap } from '../../ui/keycap.tsx';
import { FieldError } from './field-error.tsx';
import classes from './session.module.css';
import { useSessionActions } from './use-session-actions.ts';

/** Makes the person the admin of an organization that he names. */
export const FoundOrganization = ({ onBack }: { onBack: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  // One id for this form: pressing twice, or again after an answer was lost, founds one organization.
  const [id] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const { foundOrganization } = useSessionActions();
  return (
    <div className={classes.column}>
      <div className={classes.head}>
        <div>
          <h1 className={classes.title}>{t('organization.foundTitle')}</h1>
          <div className={classes.where}>{t('organization.foundText')}</div>
        </div>
      </div>
      <form
        className={classes.card}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') foundOrganization.mutate({ id, name: name.trim(), displayName: displayName.trim() });
        }}
      >
        <div className={classes.fields}>
          <TextInput
            size="md"
            label={t('organization.name')}
            autoFocus
            maxLength={255}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={foundOrganization.error === null ? undefined : <FieldError error={foundOrganization.error} scope="organization" />}
          />
          <TextInput
            size="md"
            label={t('organization.displayName')}
            description={t('organization.displayNameText')}
            autoComplete="name"
            maxLength={200}
            value={displayName}
            onChange={(event) => setDisplayName(event.currentTarget.value)}
          />
        </div>
        <Button
          className={classes.submit ?? ''}
          type="submit"
          variant="filled"
          size="md"
          fullWidth
          disabled={name.trim() === ''}
          loading={foundOrganization.isPending}
          rightSection={<Keycap onAccent>↵</Keycap>}
        >
          {t('organization.found')}
        </Button>
      </form>
      <p className={classes.below}>
        <button type="button" className={classes.link} onClick={onBack}>
          {t('common.back')}
        </button>
      </p>
    </div>
  );
};
