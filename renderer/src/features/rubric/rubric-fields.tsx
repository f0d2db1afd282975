import { NumberInput, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CRITERIA, CRITERION_KEYS, DIMENSIONS } from '../../../../core/qci/criteria.ts';
import { OBJECTION_KEYS, RAISED_TIERS, type RubricFault, type RubricField, type RubricForm } from '../../../../core/qci/rubric-form.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './rubric.module.css';

interface Props {
  form: RubricForm;
  faults: ReadonlyMap<RubricField, RubricFault>;
  /** Null for who only reads. */
  onChange: ((form: RubricForm) => void) | null;
}

interface NumberProps {
  label: string;
  value: number | null;
  least: number;
  most: number;
  fault: RubricFault | undefined;
  onChange: ((value: number | null) => void) | null;
}

const NumberField = ({ label, value, least, most, fault, onChange }: NumberProps): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const bounds = { least: formatNumber(least, language), most: formatNumber(most, language) };
  return (
    <NumberInput
      className={classes.number ?? ''}
      classNames={{ label: classes.label ?? '', error: classes.error ?? '' }}
      size="xs"
      label={label}
      value={value ?? ''}
      readOnly={onChange === null}
      hideControls
      allowDecimal={false}
      allowNegative={false}
      error={fault === undefined ? undefined : t(`rubric.fault.${fault}`, bounds)}
      onChange={(next) => onChange?.(typeof next === 'number' ? next : null)}
    />
  );
};

/** The thresholds, and what each outcome begins at: each tier ends where the one above it begins. */
const Numbers = ({ form, faults, onChange }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const put = (change: Partial<RubricForm>) => onChange?.({ ...form, ...change });
  const writes = onChange !== null;
  return (
    <>
      <fieldset className={classes.group}>
        <legend>{t('rubric.thresholds')}</legend>
        <NumberField label={t('rubric.pass')} value={form.pass} least={1} most={100} fault={faults.get('pass')} onChange={writes ? (pass) => put({ pass }) : null} />
        <NumberField label={t('rubric.review')} value={form.review} least={0} most={99} fault={faults.get('review')} onChange={writes ? (review) => put({ review }) : null} />
        <NumberField label={t('rubric.minCustomerWords')} value={form.minCustomerWords} least={0} most={1000} fault={faults.get('minCustomerWords')} onChange={writes ? (minCustomerWords) => put({ minCustomerWords }) : null} />
      </fieldset>
      <fieldset className={classes.group} aria-describedby="rubric-tiers">
        <legend>{t('rubric.tiers')}</legend>
        {RAISED_TIERS.map((tier) => (
          <NumberField key={tier} label={t(`tier.${tier}`)} value={form.tiers[tier]} least={1} most={30} fault={undefined} onChange={writes ? (least) => put({ tiers: { ...form.tiers, [tier]: least } }) : null} />
        ))}
        <p className={classes.hint} id="rubric-tiers" data-bad={faults.has('tiers') || undefined} role={faults.has('tiers') ? 'alert' : undefined}>
          {t(faults.has('tiers') ? 'rubric.fault.tiers' : 'rubric.tiersHint')}
        </p>
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{t('rubric.withoutObjection')}</legend>
        {OBJECTION_KEYS.map((key) => (
          <NumberField
            key={key}
            label={t(`qci.${key}`)}
            value={form.withoutObjection[key]}
            least={0}
            most={CRITERIA[key].max}
            fault={faults.get(`withoutObjection.${key}`)}
            onChange={writes ? (points) => put({ withoutObjection: { ...form.withoutObjection, [key]: points } }) : null}
          />
        ))}
      </fieldset>
    </>
  );
};

/** Everything a rubric says, to read or to edit. */
export const RubricFields = ({ form, faults, onChange }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const put = (change: Partial<RubricForm>) => onChange?.({ ...form, ...change });
  const text = (fault: RubricFault | undefined) => ({ autosize: false, rows: 2, dir: 'auto', size: 'xs', classNames: { input: classes.area ?? '', label: classes.label ?? '', description: classes.label ?? '', error: classes.error ?? '' }, readOnly: onChange === null, error: fault === undefined ? undefined : t(`rubric.fault.${fault}`, { least: '', most: '' }) });
  return (
    <div className={classes.fields}>
      <Numbers form={form} faults={faults} onChange={onChange} />
      <fieldset className={classes.group} data-wide>
        <legend>{t('rubric.terms')}</legend>
        {(['brandTerms', 'forbiddenPhrases'] as const).map((key) => (
          <Textarea key={key} className={classes.text ?? ''} label={t(`rubric.${key}`)} description={t('rubric.onePerLine')} value={form[key]} {...text(faults.get(key))} onChange={(event) => put({ [key]: event.currentTarget.value })} />
        ))}
      </fieldset>
      {DIMENSIONS.map((dimension) => (
        <fieldset key={dimension} className={classes.group} data-wide>
          <legend>{t(`qci.${dimension}`)}</legend>
          {CRITERION_KEYS.filter((key) => CRITERIA[key].dimension === dimension).map((key) => (
            <Textarea
              key={key}
              className={classes.text ?? ''}
              label={t('rubric.criterion', { name: t(`qci.${key}`), points: formatNumber(CRITERIA[key].max, language) })}
              value={form.criteria[key]}
              {...text(faults.get(`criteria.${key}`))}
              onChange={(event) => put({ criteria: { ...form.criteria, [key]: event.currentTarget.value } })}
            />
          ))}
        </fieldset>
      ))}
    </div>
  );
};
