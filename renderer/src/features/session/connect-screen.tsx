import { Button } from '@mantine/core';
import { IconDatabase, IconDeviceLaptop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Keycap } from '../../ui/keycap.tsx';
import { ChoiceCard } from './choice-card.tsx';
import classes from './connect-screen.module.css';
import { FieldError } from './field-error.tsx';
import { ProjectFields } from './project-fields.tsx';
import { useProjectCheck } from './use-project-check.ts';
import { useSessionActions } from './use-session-actions.ts';

const STEPS = ['place', 'signIn', 'calls'] as const;

const Steps = (): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <aside className={classes.steps}>
      <ol>
        {STEPS.map((step, index) => (
          <li key={step} aria-current={index === 0 ? 'step' : undefined}>
            <span className={classes.number} aria-hidden="true">
              {index + 1}
            </span>
            <span>
              <span className={classes.stepName}>{t(`connect.step.${step}.name`)}</span>
              <span className={classes.stepText}>{t(`connect.step.${step}.text`)}</span>
            </span>
          </li>
        ))}
      </ol>
      <p className={classes.promise}>{t('connect.promise')}</p>
    </aside>
  );
};

/** First question of the app: where the calls live. A project is checked while it is typed. */
export const ConnectScreen = (): React.JSX.Element => {
  const { t } = useTranslation();
  const [kind, setKind] = useState<'project' | 'embedded'>('project');
  const [project, setProject] = useState({ url: '', key: '' });
  const { check, isChecking } = useProjectCheck(project, kind === 'project');
  const { useProject, useEmbedded } = useSessionActions();
  const pending = useProject.isPending || useEmbedded.isPending;
  const ready = kind === 'embedded' || check?.result === 'ok';
  const submit = (): void => {
    if (kind === 'embedded') useEmbedded.mutate();
    else if (ready) useProject.mutate(project);
  };
  return (
    <div className={classes.root}>
      <Steps />
      <main className={classes.main}>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <h1 className={classes.title}>{t('connect.title')}</h1>
          <p className={classes.lead}>{t('connect.lead')}</p>
          <div className={classes.choices} role="radiogroup" aria-label={t('connect.title')}>
            <ChoiceCard
              icon={<IconDatabase size={20} stroke={1.5} />}
              name={t('connect.project.name')}
              text={t('connect.project.text')}
              value="project"
              checked={kind === 'project'}
              onChoose={() => setKind('project')}
            />
            <ChoiceCard
              icon={<IconDeviceLaptop size={20} stroke={1.5} />}
              name={t('connect.embedded.name')}
              text={t('connect.embedded.text')}
              value="embedded"
              checked={kind === 'embedded'}
              onChoose={() => setKind('embedded')}
            />
          </div>
          {kind === 'project' ? (
            <ProjectFields project={project} onChange={setProject} check={check} isChecking={isChecking} />
          ) : (
            <p className={classes.note}>{t('connect.embedded.note')}</p>
          )}
          <FieldError error={useProject.error ?? useEmbedded.error} scope="connect" />
          <div className={classes.actions}>
            <Button
              type="submit"
              data-testid="open-workspace"
              variant="filled"
              size="md"
              loading={pending}
              disabled={!ready}
              rightSection={ready ? <Keycap onAccent>↵</Keycap> : undefined}
            >
              {t(kind === 'project' ? 'connect.project.action' : 'connect.embedded.action')}
            </Button>
          </div>
        </form>
      </main>
    </div>
  );
};
