import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { facetsQuery } from '../../bridge/facets.ts';
import { ChipButton } from '../../ui/chip-button.tsx';
import { OptionList, type Option } from '../../ui/option-list.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './raters-bar.module.css';
import { isPerson, judgeWord, parseAgreementSearch, SEEN, SINCE, type AgreementSearch } from './search.ts';
import { useJudges } from './use-pairs.ts';
import { usePeople, useRaters } from './use-raters.ts';

interface Props {
  search: AgreementSearch;
  onChange: (search: AgreementSearch) => void;
}

interface ChoiceProps {
  name: string;
  /** What is chosen, in words. */
  shown: string | null;
  options: readonly Option[];
  chosen: readonly string[];
  single?: boolean;
  onChange: (chosen: string[]) => void;
}

/** One choice: its name, what is chosen, and the list to choose from. Each change applies at once. */
const Choice = ({ name, shown, options, chosen, single = false, onChange }: ChoiceProps): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-start" width={260}>
      <Popover.Target>
        <ChipButton aria-haspopup="dialog">
          {name}
          {shown !== null && <span className={classes.chosen}>{shownText(shown)}</span>}
        </ChipButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        {options.length === 0 ? <p className={classes.nothing}>{t('filter.nothing')}</p> : <OptionList label={name} options={options} chosen={chosen} single={single} onChange={onChange} />}
      </Popover.Dropdown>
    </Popover>
  );
};

/** The value that stands for no choice: radio buttons have none of their own. */
const ANY = '';

/** Who is compared with whom, and which of their calls count. */
export const RatersBar = ({ search, onChange }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { data: facets } = useQuery(facetsQuery);
  const judges = useJudges();
  const { people } = usePeople();
  const names = useRaters(search);
  const put = (change: Record<string, unknown>): void => onChange(parseAgreementSearch({ ...search, ...change }));
  const several = (chosen: readonly string[], options: readonly Option[]): string | null => {
    const words = options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
    if (chosen.length === 0) return null;
    return words.length !== chosen.length || words.length >= 3 ? t('filter.several', { count: chosen.length }) : words.join(', ');
  };
  const anybody = people.map(({ id, name }) => ({ value: id, label: name }));
  const firsts = [
    { value: ANY, label: t('agreement.aiOption') },
    ...[...new Set(judges.map(({ judge }) => judge))].map((judge) => ({ value: judgeWord(judge), label: t('agreement.judgeOption', { name: judge }) })),
    { value: 'people', label: t('agreement.anyTwo') },
    ...anybody,
  ];
  const seconds = [{ value: ANY, label: t('agreement.allPeople') }, ...anybody.filter(({ value }) => value !== search.raterA)];
  const rubrics = [...new Set(judges.map(({ rubricVersion }) => rubricVersion))].map((value) => ({ value, label: t('qci.rubric', { version: value }) }));
  const agents = (facets?.assistants ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const seen = [{ value: ANY, label: t('agreement.seen.any') }, ...SEEN.map((value) => ({ value, label: t(`agreement.seen.${value}`) }))];
  const since = [{ value: ANY, label: t('agreement.anyTime') }, ...SINCE.map((value) => ({ value, label: t(`filter.period.${value}`) }))];
  const labelIn = (options: readonly Option[], value: string | undefined): string | null => (value === undefined ? null : (options.find((one) => one.value === value)?.label ?? null));
  return (
    <div className={classes.root} role="search" aria-label={t('agreement.compare')}>
      <Choice name={t('agreement.compare')} shown={search.raterA === 'people' ? t('agreement.anyTwo') : names.first} options={firsts} chosen={[search.raterA ?? ANY]} single onChange={([raterA]) => put({ raterA })} />
      <Choice name={t('agreement.with')} shown={labelIn(seconds, search.raterB) ?? t('agreement.allPeople')} options={seconds} chosen={[search.raterB ?? ANY]} single onChange={([raterB]) => put({ raterB })} />
      {!isPerson(search) && <Choice name={t('agreement.rubric')} shown={several(search.rubrics ?? [], rubrics)} options={rubrics} chosen={search.rubrics ?? []} onChange={(chosen) => put({ rubrics: chosen })} />}
      <Choice name={t('agreement.column.agent')} shown={several(search.agents ?? [], agents)} options={agents} chosen={search.agents ?? []} onChange={(chosen) => put({ agents: chosen })} />
      <Choice name={t('agreement.seen.name')} shown={labelIn(seen, search.seen)} options={seen} chosen={[search.seen ?? ANY]} single onChange={([value]) => put({ seen: value })} />
      <Choice name={t('agreement.reviewedIn')} shown={labelIn(since, search.since)} options={since} chosen={[search.since ?? ANY]} single onChange={([value]) => put({ since: value })} />
    </div>
  );
};
