import { ActionIcon, Button, Modal } from '@mantine/core';
import { IconAlertCircle, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { People } from '../../../../core/contract/routes/members.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatDayAndClock } from '../../lib/format-time.ts';
import { KeyTooltip } from '../../ui/keycap.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { InviteForm } from './invite-form.tsx';
import classes from './people-dialog.module.css';
import { PersonRow } from './person-row.tsx';
import { usePeople } from './use-people.ts';

interface Props {
  opened: boolean;
  organizationId: string;
  userId: string;
  onClose: () => void;
}

const Invitations = ({ invitations, onWithdraw }: { invitations: People['invitations']; onWithdraw: (id: string) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section>
      <h3 className={classes.sub}>{t('people.invited')}</h3>
      <ul className={classes.list}>
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li key={id} className={classes.row}>
            <span className={classes.who}>
              <span className={classes.name} title={inertText(email)}>
                {shownText(email)}
              </span>
              <span className={classes.email}>{t('people.until', { role: t(`role.${role}`), when: formatDayAndClock(expiresAt, language) })}</span>
            </span>
            <KeyTooltip label={t('people.withdraw')}>
              <ActionIcon aria-label={t('people.withdrawEmail', { email: inertText(email) })} onClick={() => onWithdraw(id)}>
                <IconX size={14} stroke={1.75} aria-hidden="true" />
              </ActionIcon>
            </KeyTooltip>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Who belongs to the organization and who is asked; for its admins. */
export const PeopleDialog = ({ opened, organizationId, userId, onClose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { people, change, failure, retry } = usePeople(organizationId, opened);
  const close = (): void => {
    // What went wrong this time is no matter of the next.
    change.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} size={560} title={t('people.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <InviteForm
        isBusy={change.isPending && change.variables.route === 'members.invite'}
        onInvite={(email, role) =>
          change.mutateAsync({ route: 'members.invite', input: { email, role } }).then(
            () => true,
            () => false,
          )
        }
      />
      {failure && (
        <p className={classes.failure} role="alert">
          <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
          {t(failure === 'conflict' ? 'people.lastAdmin' : failure === 'bad_request' ? 'people.noAddress' : `error.${failure}`)}
          {people === null && (
            <Button size="xs" onClick={retry}>
              {t('common.again')}
            </Button>
          )}
        </p>
      )}
      {people === null && !failure && <p className={classes.hint}>{t('people.loading')}</p>}
      {people && (
        <>
          <h3 className={classes.sub}>{t('people.members')}</h3>
          <ul className={classes.list}>
            {people.members.map((member) => (
              <PersonRow
                key={member.userId}
                member={member}
                isSelf={member.userId === userId}
                onRole={(role) => change.mutate({ route: 'members.changeRole', input: { userId: member.userId, role } })}
                onRemove={() => change.mutate({ route: 'members.remove', input: { userId: member.userId } })}
              />
            ))}
          </ul>
          {people.invitations.length > 0 && (
            <Invitations invitations={people.invitations} onWithdraw={(invitationId) => change.mutate({ route: 'members.withdraw', input: { invitationId } })} />
          )}
        </>
      )}
    </Modal>
  );
};
