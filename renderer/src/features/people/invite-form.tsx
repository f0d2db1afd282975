import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../../core/contract/routes/session.ts';
import classes from './people-dialog.module.css';
import { RoleSelect } from './role-select.tsx';

interface Props {
  isBusy: boolean;
  /** Resolves to whether the invitation stands. */
  onInvite: (email: string, role: Role) => Promise<boolean>;
}

/** Asks an address into the organization. */
export const InviteForm = ({ isBusy, onInvite }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('reviewer');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void onInvite(email.trim(), role).then((stands) => stands && setEmail(''));
      }}
    >
      <TextInput
        className={classes.grows ?? ''}
        type="email"
        label={t('people.email')}
        maxLength={320}
        data-autofocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <RoleSelect label={t('people.role')} value={role} onChange={setRole} />
      <Button type="submit" variant="filled" disabled={!/^\s*[^@\s]+@[^@\s]+\s*$/.test(email)} loading={isBusy}>
        {t('people.invite')}
      </Button>
    </form>
  );
};
