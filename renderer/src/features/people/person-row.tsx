import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { People } from '../../../../core/contract/routes/members.ts';
import type { Role } from '../../../../core/contract/routes/session.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { KeyTooltip } from '../../ui/keycap.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './people-dialog.module.css';
import { RoleSelect } from './role-select.tsx';

interface Props {
  member: People['members'][number];
  /** Nobody changes his own role or takes himself out here. */
  isSelf: boolean;
  onRole: (role: Role) => void;
  onRemove: () => void;
}

/** One member: who he is, his role, and the way out, which is asked for twice. */
export const PersonRow = ({ member, isSelf, onRole, onRemove }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const name = member.displayName ?? member.email ?? t('people.noName');
  if (isAsked) {
    return (
      <li className={classes.row}>
        <span className={classes.who}>{shownText(t('people.removeAsk', { name }))}</span>
        <Button size="xs" onClick={() => setAsked(false)}>
          {t('common.cancel')}
        </Button>
        <Button size="xs" variant="filled" color="red" autoFocus onClick={onRemove}>
          {t('people.remove')}
        </Button>
      </li>
    );
  }
  return (
    <li className={classes.row}>
      <span className={classes.who}>
        <span className={classes.name} title={inertText(name)}>
          {shownText(name)}
        </span>
        {member.displayName !== null && member.email !== null && (
          <span className={classes.email} title={inertText(member.email)}>
            {shownText(member.email)}
          </span>
        )}
      </span>
      {isSelf ? (
        <span className={classes.own}>{t('people.you', { role: t(`role.${member.role}`) })}</span>
      ) : (
        <>
          <RoleSelect aria-label={t('people.roleOf', { name: inertText(name) })} value={member.role} onChange={onRole} />
          <KeyTooltip label={t('people.remove')}>
            <ActionIcon aria-label={t('people.removeName', { name: inertText(name) })} onClick={() => setAsked(true)}>
              <IconX size={14} stroke={1.75} aria-hidden="true" />
            </ActionIcon>
          </KeyTooltip>
        </>
      )}
    </li>
  );
};
