import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST, MOMENT_KINDS } from '../../../../core/moments/moment.ts';
import type { OutboxItem } from '../../../../core/contract/routes/outbox.ts';
import { fromClockText, toClockText } from './clock-text.ts';
import { fieldWords, isTime, type Value } from './field-words.ts';
import classes from './outbox-tray.module.css';

type Values = OutboxItem['editable'];

const LONG: Readonly<Record<string, number>> = { note: LONGEST.note, body: LONGEST.comment };
/** Values that may be taken away; an empty field means that. */
const MAY_BE_NONE = new Set(['note', 'end_ms', 'at_ms']);

const textOf = (field: string, value: Value): string => {
  if (value === null) return '';
  return isTime(field) && typeof value === 'number' ? toClockText(value) : String(value);
};

/** The value that a field's text means; undefined where it means none. */
const valueOf = (field: string, text: string, before: Value): Value | undefined => {
  const trimmed = text.trim();
  if (trimmed === '') return MAY_BE_NONE.has(field) ? null : undefined;
  if (isTime(field)) return fromClockText(trimmed) ?? undefined;
  if (typeof before === 'boolean') return trimmed === 'true';
  if (typeof before !== 'number') return trimmed;
  return Number.isFinite(Number(trimmed)) ? Number(trimmed) : undefined;
};

interface FieldProps {
  field: string;
  text: string;
  before: Value;
  isWrong: boolean;
  isFirst: boolean;
  onText: (text: string) => void;
}

const Field = ({ field, text, before, isWrong, isFirst, onText }: FieldProps): React.JSX.Element => {
  const { t } = useTranslation();
  const common = {
    label: fieldWords(field, t),
    value: text,
    autoFocus: isFirst,
    onChange: (event: { currentTarget: { value: string } }) => onText(event.currentTarget.value),
  };
  if (field === 'kind') return <NativeSelect {...common} data={MOMENT_KINDS.map((kind) => ({ value: kind, label: t(`outbox.value.kind.${kind}`) }))} />;
  if (typeof before === 'boolean') {
    return <NativeSelect {...common} data={[{ value: 'true', label: t('common.yes') }, { value: 'false', label: t('common.no') }]} />;
  }
  const longest = LONG[field];
  if (longest !== undefined) {
    return <Textarea {...common} classNames={{ label: classes.editLabel ?? '' }} dir="auto" autosize={false} rows={3} maxLength={longest} error={isWrong && t('outbox.edit.empty')} />;
  }
  const wrong = t(isTime(field) ? 'outbox.edit.noTime' : 'outbox.edit.empty');
  return <TextInput {...common} dir="auto" maxLength={LONGEST.label} error={isWrong && wrong} />;
};

interface Props {
  item: OutboxItem;
  onSave: (values: Values) => void;
  onCancel: () => void;
}

/** Changes what one operation says before it is sent. Only what was changed is handed on. */
export const EditForm = ({ item, onSave, onCancel }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const fields = Object.entries(item.editable);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(fields.map(([field, value]) => [field, textOf(field, value)])));
  const [isTried, setTried] = useState(false);
  const read = (field: string, before: Value): Value | undefined => valueOf(field, texts[field] ?? '', before);
  const save = (): void => {
    setTried(true);
    if (fields.some(([field, before]) => read(field, before) === undefined)) return;
    const changed = fields.filter(([field, before]) => texts[field] !== textOf(field, before)).map(([field, before]) => [field, read(field, before) ?? null] as const);
    if (changed.length === 0) onCancel();
    else onSave(Object.fromEntries(changed));
  };
  return (
    <div
      className={classes.edit}
      onKeyDown={(event) => {
        // Leaves the form; the tray stays.
        if (event.key === 'Escape') {
          event.preventDefault();
          onCancel();
        }
        if (event.key === 'Enter' && event.ctrlKey) save();
      }}
    >
      <form
        className={classes.form}
        aria-label={t('outbox.edit.title')}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {fields.map(([field, before], index) => (
          <Field
            key={field}
            field={field}
            text={texts[field] ?? ''}
            before={before}
            isFirst={index === 0}
            isWrong={isTried && read(field, before) === undefined}
            onText={(text) => setTexts((now) => ({ ...now, [field]: text }))}
          />
        ))}
        <div className={classes.feet}>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
          <Button type="submit" variant="filled">
            {t('outbox.edit.save')}
          </Button>
        </div>
      </form>
    </div>
  );
};
