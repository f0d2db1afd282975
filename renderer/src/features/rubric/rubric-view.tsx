import { Button, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RubricVersion, WaitingRubric } from '../../../../core/contract/routes/rubric.ts';
import { changesBetween, formOf } from '../../../../core/qci/rubric-form.ts';
import { useLanguage } from '../../i18n/index.ts';
import type { DraftBook } from '../../bridge/draft-book.ts';
import { toAppError } from '../../bridge/request.ts';
import { formatMoney, formatNumber } from '../../lib/format.ts';
import { DEFAULT_RUBRIC } from '../../../../core/qci/rubric.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { ChangeList } from './change-list.tsx';
import classes from './rubric.module.css';
import { RubricFields } from './rubric-fields.tsx';
import { NO_FAULTS, useEditor, useReadForm } from './use-editor.ts';
import { useOutdated } from './use-rubric.ts';

/** Asks how the calls are scored that another rubric than the latest scored, of which there are so many; null for who may not score. */
export type Rescore = ((outdated: { count: number; capped: boolean }) => void) | null;

/** How many scores another version gave, what scoring them again would cost about, and the way to it. */
const Outdated = ({ onRescore }: { onRescore: Rescore }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const language = useLanguage();
  const outdated = useOutdated();
  if (outdated === undefined || outdated.version === null) return null;
  const { count, capped, meanCost } = outdated;
  const n = formatNumber(count, language);
  const cost = meanCost === null || count === 0 ? '' : ` ${t('rubric.cost', { cost: formatMoney(meanCost * count, language) })}`;
  return (
    <>
      <p className={classes.quiet} data-testid="rubric-outdated">
        {t(capped ? 'rubric.outdatedMore' : 'rubric.outdated', { count, n })}
        {cost}
      </p>
      {onRescore !== null && count > 0 && (
        <div className={classes.buttons}>
          <Button onClick={() => onRescore({ count, capped })}>{t(capped ? 'rubric.rescoreMore' : 'rubric.rescore', { count, n })}</Button>
        </div>
      )}
    </>
  );
};

interface EditorProps {
  book: DraftBook;
  versions: readonly RubricVersion[];
  onRescore: Rescore;
}

/** The latest version with the draft over it, what the draft changes, and how to save it. */
export const RubricEditor = ({ book, versions, onRescore }: EditorProps): React.JSX.Element => {
  const { t } = useTranslation();
  const { form, faults, changes, note, isOutrun, latest, isDirty, canSave, save, error, isBusy, edit, editNote, rebase, discard } = useEditor(book, versions);
  const failure = error === null ? null : toAppError(error);
  return (
    <>
      <div className={classes.body}>
        {isOutrun && (
          <div className={classes.outrun} role="alert">
            <IconAlertTriangle size={16} stroke={1.6} aria-hidden="true" />
            <span>{t('rubric.outrun', { version: latest })}</span>
            <Button variant="default" onClick={rebase}>
              {t('rubric.rebase', { version: latest })}
            </Button>
          </div>
        )}
        <RubricFields form={form} faults={faults} onChange={edit} />
      </div>
      <aside className={classes.side} aria-label={t('rubric.changes')}>
        <h2 className={classes.sideTitle}>{t('rubric.changes')}</h2>
        {changes === null ? <p className={classes.quiet}>{t('rubric.mend')}</p> : <ChangeList changes={changes} />}
        <Textarea label={t('rubric.note')} placeholder={t('rubric.notePlaceholder')} classNames={{ input: classes.area ?? '', label: classes.label ?? '' }} size="xs" autosize={false} rows={2} maxLength={4000} dir="auto" value={note} onChange={(event) => editNote(event.currentTarget.value)} />
        <p className={classes.quiet}>{t('rubric.follows')}</p>
        {failure !== null && (
          <p className={classes.failure} role="alert">
            {t(`error.${failure.code}`)} {t('rubric.kept')}
          </p>
        )}
        <div className={classes.buttons}>
          <Button variant="filled" disabled={!canSave} loading={isBusy} onClick={save}>
            {t('rubric.save')}
          </Button>
          <Button variant="subtle" disabled={!isDirty || isBusy} onClick={discard}>
            {t('rubric.discard')}
          </Button>
        </div>
        <Outdated onRescore={onRescore} />
      </aside>
    </>
  );
};

/** A version as it was written, and what it changed; nothing of it can be edited. */
export const RubricReader = ({ version, before, onRescore }: { version: RubricVersion; before: RubricVersion | undefined; onRescore: Rescore }): React.JSX.Element => {
  const { t } = useTranslation();
  const { form, faults } = useReadForm(version);
  return (
    <>
      <div className={classes.body}>
        <RubricFields form={form} faults={faults} onChange={null} />
      </div>
      <aside className={classes.side} aria-label={t('rubric.changes')}>
        <h2 className={classes.sideTitle}>{before ? t('rubric.changedFrom', { version: before.version }) : t('rubric.changes')}</h2>
        {before ? <ChangeList changes={changesBetween(before.content, version.content)} /> : <p className={classes.quiet}>{t('rubric.first')}</p>}
        <Outdated onRescore={onRescore} />
      </aside>
    </>
  );
};

/** A version that is saved on this device and not sent yet, or that could not be taken: what it changes, and where it is decided about. */
export const RubricWaiting = ({ waiting, latest }: { waiting: WaitingRubric; latest: RubricVersion | undefined }): React.JSX.Element => {
  const { t } = useTranslation();
  const form = formOf(waiting.content);
  const stands = waiting.state === 'parked' || waiting.state === 'failed' ? waiting.state : 'waiting';
  return (
    <>
      <div className={classes.body}>
        <div className={classes.outrun} role="status" data-testid="rubric-waiting">
          <IconAlertTriangle size={16} stroke={1.6} aria-hidden="true" />
          <span>{t(`rubric.unsent.${stands}`)}</span>
        </div>
        <RubricFields form={form} faults={NO_FAULTS} onChange={null} />
      </div>
      <aside className={classes.side} aria-label={t('rubric.changes')}>
        <h2 className={classes.sideTitle}>{t('rubric.changes')}</h2>
        <ChangeList changes={changesBetween(latest?.content ?? DEFAULT_RUBRIC, waiting.content)} />
        {waiting.note !== null && (
          <p className={classes.quiet} dir="auto">
            {shownText(waiting.note)}
          </p>
        )}
      </aside>
    </>
  );
};
