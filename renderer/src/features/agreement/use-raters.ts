import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { facetsQuery } from '../../bridge/facets.ts';
import { isPerson, judgeIn, type AgreementSearch } from './search.ts';
import type { RaterNames } from './words.ts';

/** The people of the organization by their names, for choices and for cells. */
export const usePeople = (): { people: readonly { id: string; name: string }[]; person: (id: string) => string } => {
  const { t } = useTranslation();
  const { data } = useQuery(facetsQuery);
  const people = (data?.members ?? []).map(({ userId, displayName }) => ({ id: userId, name: displayName ?? t('people.noName') }));
  // Whoever left the organization has no name here any more.
  const person = (id: string): string => people.find((one) => one.id === id)?.name ?? t(data ? 'agreement.left' : 'people.noName');
  return { people, person };
};

/** What the two raters of a search are called. */
export const useRaters = (search: AgreementSearch): RaterNames => {
  const { t } = useTranslation();
  const { person } = usePeople();
  const { raterA, raterB } = search;
  const second = raterB === undefined ? null : person(raterB);
  if (!isPerson(search)) return { first: judgeIn(search) ?? t('agreement.ai'), second: second ?? t('agreement.people'), person };
  if (raterA === 'people') return { first: second === null ? t('agreement.earlier') : t('agreement.others'), second: second ?? t('agreement.later'), person };
  return { first: person(raterA ?? ''), second: second ?? t('agreement.others'), person };
};
