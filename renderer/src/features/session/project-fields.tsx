import { Loader, PasswordInput, TextInput } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProjectCheck } from '../../../../core/contract/routes/session.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatSpan } from '../../lib/format.ts';
import classes from './session.module.css';

interface Project {
  url: string;
  key: string;
}

interface Props {
  project: Project;
  onChange: (project: Project) => void;
  check: ProjectCheck | null;
  isChecking: boolean;
}

const KEY_RESULTS = new Set(['secret-key', 'wrong-key']);

const CheckState = ({ check, isChecking }: Pick<Props, 'check' | 'isChecking'>): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (isChecking) return <Loader size={14} aria-label={t('connect.checking')} />;
  if (check?.result !== 'ok') return null;
  return (
    <span className={classes.reached} role="status">
      <IconCircleCheck size={16} stroke={1.6} aria-hidden="true" />
      {t('connect.check.ok', { time: formatSpan(check.latencyMs, language) })}
    </span>
  );
};

/** What a failed check means, in words and with a glyph, under the field that has to change. */
const CheckFailure = ({ check }: { check: Exclude<ProjectCheck, { result: 'ok' }> }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <span className={classes.failure} role="alert">
      <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
      <span>{t(`connect.check.${check.result}`)}</span>
    </span>
  );
};

/** Address and public key of a Supabase project, with the result of the check beside them. */
export const ProjectFields = ({ project, onChange, check, isChecking }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const failed = check && check.result !== 'ok' ? check : null;
  const failure = failed ? <CheckFailure check={failed} /> : undefined;
  const atKey = failed !== null && KEY_RESULTS.has(failed.result);
  return (
    <div className={classes.fields}>
      <TextInput
        data-testid="project-url"
        size="md"
        label={t('connect.address')}
        placeholder="https://your-project.supabase.co"
        value={project.url}
        onChange={(event) => onChange({ ...project, url: event.currentTarget.value })}
        spellCheck={false}
        autoComplete="off"
        rightSection={<CheckState check={check} isChecking={isChecking} />}
        rightSectionWidth={check?.result === 'ok' && !isChecking ? 168 : 36}
        error={atKey ? undefined : failure}
      />
      <PasswordInput
        data-testid="project-key"
        size="md"
        label={t('connect.key')}
        placeholder="sb_publishable_…"
        value={project.key}
        onChange={(event) => onChange({ ...project, key: event.currentTarget.value })}
        spellCheck={false}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('common.showSecret') }}
        error={atKey ? failure : undefined}
      />
      {!atKey && <p className={classes.hint}>{t('connect.keyHint')}</p>}
    </div>
  );
};
