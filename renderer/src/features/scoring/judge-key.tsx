import { Button, PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JudgeSettings } from '../../../../core/contract/routes/scoring.ts';
import classes from './scoring.module.css';

interface Props {
  held: JudgeSettings['key'];
  /** A key that is kept goes to no other address. */
  isForgotten: boolean;
  value: string;
  error: string | null;
  isBusy: boolean;
  onChange: (value: string) => void;
  onRemove: () => void;
}

/** The key that the model's server asks for: it can be given and taken away, never read. */
export const JudgeKey = ({ held, isForgotten, value, error, isBusy, onChange, onRemove }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div>
      <PasswordInput
        label={t('scoring.settings.key')}
        placeholder={held.kept === 'none' ? 'sk-…' : `···· ${held.last4 ?? ''}`}
        value={value}
        error={error}
        maxLength={400}
        spellCheck={false}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('common.showSecret') }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p className={classes.hint} data-testid="key-state">
        {isForgotten && held.kept !== 'none' ? t('scoring.settings.keyForgotten') : t(`scoring.settings.kept.${held.kept}`, { last4: held.last4 ?? '' })}{' '}
        {held.kept !== 'none' && (
          <Button size="compact-xs" variant="subtle" color="red" disabled={isBusy} onClick={onRemove}>
            {t('scoring.settings.removeKey')}
          </Button>
        )}
      </p>
    </div>
  );
};
