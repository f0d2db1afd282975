import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../../bridge/request.ts';
import classes from './session.module.css';

interface Props {
  error: unknown;
  scope: 'connect' | 'signIn' | 'organization';
}

/** A failure in words, from the error's code. As the `error` of a field it stands under it and is tied to it. */
export const FieldError = ({ error, scope }: Props): React.JSX.Element | null => {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  const { code } = toAppError(error);
  const words = (): string => {
    if (code === 'invalid_credentials' && scope === 'signIn') return t('signIn.mismatch');
    return code === 'forbidden' && scope === 'organization' ? t('organization.closed') : t(`error.${code}`);
  };
  return (
    <span className={classes.failure} role="alert">
      <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
      <span>{words()}</span>
    </span>
  );
};
