import { Button, Modal, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppErrorCode } from '../../../../core/contract/errors.ts';
import { MOST } from '../../../../core/queues/queue.ts';
import { keepsQueue } from '../../../../core/queues/rights.ts';
import { queuesQuery, useQueueChange, viewsQuery } from '../../bridge/queues.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import { FIRST_SHARES, newSeed, readFill, type FillFields, type Filter, type Pointed } from './fill-source.ts';
import classes from './forms.module.css';
import { queueName } from './queue-words.ts';
import { RecipeFields } from './recipe-fields.tsx';

/** Where calls are put in, and from where; a queue of null is chosen in the dialog. */
export interface Filling {
  readonly queueId: string | null;
  readonly pointed: Pointed;
}

interface Props {
  filling: Filling | null;
  /** What a saved view filters by now. */
  filterOf: (filters: Record<string, unknown>) => Filter;
  onFilled: (queueId: string, counts: { added: number; already: number }) => void;
  onNewQueue: () => void;
  onClose: () => void;
}

const useTarget = (given: string | null) => {
  const asker = useAsker();
  const { data } = useQuery(queuesQuery);
  const kept = (data?.queues ?? []).filter((queue) => queue.closedAt === null && keepsQueue(asker, queue));
  const [chosen, setChosen] = useState<string | null>(given);
  const queueId = given ?? (kept.some(({ id }) => id === chosen) ? chosen : (kept[0]?.id ?? null));
  return { kept, queueId, setChosen, isLoading: data === undefined };
};

/** The filter that is drawn from: the one that was pointed at, or a saved view's. */
const useFilter = (pointed: Pointed, filterOf: Props['filterOf']) => {
  const { data } = useQuery({ ...viewsQuery, enabled: pointed.from === 'views' });
  const [viewId, setViewId] = useState('');
  const views = data?.views ?? [];
  const view = views.find(({ id }) => id === viewId);
  const source = pointed.from === 'views' ? ({ from: 'filter', filter: view ? filterOf(view.filters) : {} } as const) : pointed;
  return { views, viewId, setViewId, source };
};

/** How many are taken from the filter, and how. */
const WayFields = ({ filter, queueId, fields, isWrong, onChange }: { filter: Filter; queueId: string | null; fields: FillFields; isWrong: boolean; onChange: (fields: FillFields) => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const max = formatNumber(MOST.fill, language);
  return (
    <>
      <SegmentedControl
        aria-label={t('queues.way')}
        data={(['newest', 'recipe'] as const).map((way) => ({ value: way, label: t(`queues.wayOf.${way}`) }))}
        value={fields.way}
        onChange={(way) => onChange({ ...fields, way: way === 'recipe' ? 'recipe' : 'newest' })}
      />
      {fields.way === 'newest' ? (
        <TextInput
          label={t('queues.most')}
          inputMode="numeric"
          value={fields.most}
          error={isWrong && t('checkouts.wrongMost', { max })}
          onChange={(event) => onChange({ ...fields, most: event.currentTarget.value })}
        />
      ) : (
        <RecipeFields queueId={queueId} filter={filter} fields={fields} onChange={onChange} />
      )}
      {fields.way === 'recipe' && isWrong && <p className={classes.hint}>{t('queues.wrongRecipe', { max })}</p>}
    </>
  );
};

const Failure = ({ code }: { code: AppErrorCode }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <p className={classes.failure} role="alert">
      <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
      {code === 'too_large' ? t('queues.full', { n: formatNumber(MOST.items, language) }) : t(code === 'bad_request' ? 'queues.refused' : `error.${code}`)}
    </p>
  );
};

const NoneToFill = ({ onNewQueue }: Pick<Props, 'onNewQueue'>): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div className={classes.form}>
      <p className={classes.hint}>{t('queues.noneToFill')}</p>
      <div className={classes.feet}>
        <Button variant="filled" onClick={onNewQueue}>
          {t('queues.new')}
        </Button>
      </div>
    </div>
  );
};

/** The answer of a filling, among those of every change of queues. */
const isCounted = (answer: object): answer is { added: number; already: number } => 'added' in answer && 'already' in answer;

/** Sends what the fields ask for. Pressing again after an answer was lost sends the same thing under the same id. */
const useFill = (onFilled: Props['onFilled']) => {
  const { change, opIdOf, failure } = useQueueChange();
  const fill = (queueId: string, source: NonNullable<ReturnType<typeof readFill>>): void => {
    change.mutate(
      { route: 'queues.fill', input: { queueId, opId: opIdOf([queueId, source]), source } },
      { onSuccess: (counts) => isCounted(counts) && onFilled(queueId, counts) },
    );
  };
  return { fill, failure, isFilling: change.isPending };
};

const Form = ({ filling, filterOf, onFilled, onNewQueue, onClose }: Props & { filling: Filling }): React.JSX.Element => {
  const { t } = useTranslation();
  const { kept, queueId, setChosen, isLoading } = useTarget(filling.queueId);
  const { views, viewId, setViewId, source } = useFilter(filling.pointed, filterOf);
  const [fields, setFields] = useState<FillFields>(() => ({ way: 'newest', most: '60', shares: FIRST_SHARES, seed: newSeed() }));
  const { fill, failure, isFilling } = useFill(onFilled);
  const read = readFill(source, fields);
  if (filling.queueId === null && !isLoading && kept.length === 0) return <NoneToFill onNewQueue={onNewQueue} />;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (read !== null && queueId !== null && !isFilling) fill(queueId, read);
      }}
    >
      {filling.queueId === null && (
        <NativeSelect
          label={t('queues.intoQueue')}
          data={kept.map((queue) => ({ value: queue.id, label: inertText(queueName(queue, t)) }))}
          value={queueId ?? ''}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      {filling.pointed.from === 'views' && (
        <NativeSelect
          label={t('queues.fromView')}
          data={[{ value: '', label: t('queues.allCalls') }, ...views.map(({ id, name }) => ({ value: id, label: inertText(name) }))]}
          value={viewId}
          onChange={(event) => setViewId(event.currentTarget.value)}
        />
      )}
      {source.from === 'filter' && <WayFields filter={source.filter} queueId={queueId} fields={fields} isWrong={read === null} onChange={setFields} />}
      {failure && <Failure code={failure} />}
      <div className={classes.feet}>
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" variant="filled" disabled={read === null || queueId === null} loading={isFilling}>
          {t('queues.putIn')}
        </Button>
      </div>
    </form>
  );
};

/** Puts calls into a queue: chosen ones, the newest of a filter, or a drawing by strata. */
export const FillDialog = (props: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { filling, onClose } = props;
  const count = filling?.pointed.from === 'calls' ? filling.pointed.callIds.length : 0;
  const title = count > 0 ? t('queues.fillWith', { count, n: formatNumber(count, language) }) : t('queues.fillTitle');
  return (
    <Modal opened={filling !== null} onClose={onClose} size={480} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {filling && <Form {...props} filling={filling} />}
    </Modal>
  );
};
