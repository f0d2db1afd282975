import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../../bridge/request.ts';
import classes from './session.module.css';

interface Props {
  id: string;
  error: unknown;
  scope: 'connect' | 'signIn';
}

/** A failure under its field: worded from the error's code, tied to the field by its id. */
export const FieldError = ({ id, error, scope }: Props): React.JSX.Element | null => {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  const { code } = toAppError(error);
  const words =
    code === 'invalid_credentials' && scope === 'signIn' ? t('signIn.mismatch') : t(`error.${code}`);
  return (
    <p id={id} className={classes.failure} role="alert">
      <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
      <span>{words}</span>
    </p>
  );
};
