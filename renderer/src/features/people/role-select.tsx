import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../../../../core/contract/routes/session.ts';

type Props = { value: Role; onChange: (role: Role) => void } & ({ label: string } | { 'aria-label': string });

/** One of the roles, in the words of the screen. */
export const RoleSelect = ({ value, onChange, ...name }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <NativeSelect
      {...name}
      data={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      value={value}
      onChange={(event) => onChange(ROLES.find((role) => role === event.currentTarget.value) ?? value)}
    />
  );
};
