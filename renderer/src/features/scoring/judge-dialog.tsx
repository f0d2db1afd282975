import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KEY_SIGNS, LEAST_KEY, type JudgeChoices, type JudgeSettings } from '../../../../core/contract/routes/scoring.ts';
import { request, toAppError } from '../../bridge/request.ts';
import { FailureLine } from './failure-line.tsx';
import { failureOf } from './failure-words.ts';
import { limitsOf, readJudge, textOf, type JudgeFault, type JudgeText } from './judge-form.ts';
import { JudgeKey } from './judge-key.tsx';
import { PricesTable } from './prices-table.tsx';
import classes from './scoring.module.css';
import { judgeQuery } from './use-judge.ts';

const NUMBERS = ['temperature', 'seed', 'concurrency', 'timeoutSeconds'] as const;

const useJudgeChanges = () => {
  const client = useQueryClient();
  const took = (settings: JudgeSettings): void => {
    client.setQueryData(judgeQuery.queryKey, settings);
    void client.invalidateQueries({ queryKey: ['scoring', 'estimate'] });
  };
  const save = useMutation({
    // The address first: a key belongs to the address that stands when it is given.
    mutationFn: async ({ choices, key }: { choices: JudgeChoices; key: string | null }) => {
      const saved = await request('scoring.saveJudge', choices);
      took(saved);
      return key === null ? saved : request('scoring.setKey', { key });
    },
    onSuccess: took,
  });
  const removeKey = useMutation({ mutationFn: () => request('scoring.setKey', { key: null }), onSuccess: took });
  return { save, removeKey };
};

interface FieldsProps {
  text: JudgeText;
  faults: ReadonlySet<JudgeFault>;
  isRefused: boolean;
  onChange: (text: JudgeText) => void;
}

const Fields = ({ text, faults, isRefused, onChange }: FieldsProps): React.JSX.Element => {
  const { t } = useTranslation();
  const wrongNumber = (field: (typeof NUMBERS)[number]): string | false => {
    const { least, most } = limitsOf(field);
    return faults.has(field) && t('scoring.settings.wrongNumber', { least, most });
  };
  return (
    <>
      <TextInput
        label={t('scoring.settings.baseUrl')}
        description={t('scoring.settings.baseUrlHint')}
        classNames={{ description: classes.description }}
        value={text.baseUrl}
        error={isRefused ? t('scoring.settings.refusedUrl') : faults.has('baseUrl') && t('scoring.settings.wrongUrl')}
        maxLength={400}
        spellCheck={false}
        data-autofocus
        onChange={(event) => onChange({ ...text, baseUrl: event.currentTarget.value })}
      />
      <TextInput
        label={t('scoring.settings.model')}
        value={text.model}
        error={faults.has('model') && t('scoring.settings.wrongModel')}
        maxLength={100}
        spellCheck={false}
        onChange={(event) => onChange({ ...text, model: event.currentTarget.value })}
      />
      <div className={classes.numbers}>
        {NUMBERS.map((field) => (
          <TextInput
            key={field}
            label={t(`scoring.settings.${field}`)}
            inputMode="decimal"
            value={text[field]}
            error={wrongNumber(field)}
            onChange={(event) => onChange({ ...text, [field]: event.currentTarget.value })}
          />
        ))}
      </div>
    </>
  );
};

const Form = ({ settings, onClose }: { settings: JudgeSettings; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const [text, setText] = useState(() => textOf(settings));
  const [key, setKey] = useState('');
  const { save, removeKey } = useJudgeChanges();
  const { choices, faults } = readJudge(text);
  const typed = key.trim();
  const keyFault = !KEY_SIGNS.test(typed) ? 'wrongKey' : typed !== '' && typed.length < LEAST_KEY ? 'shortKey' : null;
  const failure = save.error ?? removeKey.error;
  const isAddress = save.error !== null && failureOf(toAppError(save.error)).reason === 'address';
  const isRefused = isAddress && save.variables?.choices.baseUrl === choices.baseUrl;
  const isReady = faults.size === 0 && keyFault === null;
  const submit = (): void => {
    if (isReady && !save.isPending) save.mutate({ choices, key: typed || null }, { onSuccess: onClose });
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Fields text={text} faults={faults} isRefused={isRefused} onChange={setText} />
      <JudgeKey
        held={settings.key}
        isForgotten={choices.baseUrl !== settings.baseUrl}
        value={key}
        error={keyFault && t(`scoring.settings.${keyFault}`)}
        isBusy={removeKey.isPending}
        onChange={setKey}
        onRemove={() => removeKey.mutate()}
      />
      <PricesTable prices={text.prices} isWrong={(id) => faults.has(`price ${id}`)} onChange={(prices) => setText({ ...text, prices })} />
      {failure && !isAddress && <FailureLine>{t(`error.${toAppError(failure).code}`)}</FailureLine>}
      <div className={classes.feet}>
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" variant="filled" disabled={!isReady} loading={save.isPending}>
          {t('scoring.settings.save')}
        </Button>
      </div>
    </form>
  );
};

/** How the model judge is asked: where, which, how many at once, with which key and at what price. The other judge needs none of it. */
export const JudgeDialog = ({ opened, onClose }: { opened: boolean; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ ...judgeQuery, enabled: opened });
  return (
    <Modal opened={opened} onClose={onClose} size={640} title={t('scoring.settings.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {error && (
        <FailureLine>
          {t(`error.${toAppError(error).code}`)}
          <Button onClick={() => void refetch()}>{t('common.again')}</Button>
        </FailureLine>
      )}
      {!data && !error && <p className={classes.hint}>{t('scoring.reading')}</p>}
      {data && <Form settings={data} onClose={onClose} />}
    </Modal>
  );
};
