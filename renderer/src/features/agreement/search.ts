import { z } from 'zod';
import { partOf } from '../../../../core/qci/agreement/pair.ts';
import type { RouteInput } from '../../../../core/contract/index.ts';
import { storableJson } from '../../../../core/text/storable.ts';

type PairFilter = RouteInput<'agreement.listPairs'>['filter'];

/** How long ago a review was completed at the most. */
export const SINCE = ['7d', '30d', '90d'] as const;
export const SEEN = ['blind', 'assisted'] as const;
const JUDGE = 'judge:';

const shape = {
  /** Whom people are compared with: the AI where it is absent, one judge (`judge:` and its name), any two people, or one person. */
  raterA: z.union([z.literal('people'), z.uuid(), z.string().startsWith(JUDGE).min(JUDGE.length + 1).max(JUDGE.length + 200)]).optional(),
  /** One person; all of them where it is absent. */
  raterB: z.uuid().optional(),
  rubrics: z.array(z.string().min(1).max(40)).max(100).optional(),
  agents: z.array(z.uuid()).max(100).optional(),
  seen: z.enum(SEEN).optional(),
  since: z.enum(SINCE).optional(),
  /** The calls behind a dimension (its name), a cell (`pass-fail`), or all that differ (`all`). */
  part: z.string().max(40).refine((name) => name === 'all' || partOf(name) !== undefined).optional(),
};

/** What the address of the agreement screen holds. Anything a hand-written link gets wrong is left out, field by field. */
export type AgreementSearch = z.input<z.ZodObject<typeof shape>>;

const isEmpty = (value: unknown): boolean => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
const isStorable = (value: unknown): boolean => JSON.stringify(storableJson(value)) === JSON.stringify(value);

/** Reads the search part of an address. Never throws. Nobody is compared with himself, and people judge by no rubric of a judge. */
export const parseAgreementSearch = (raw: Record<string, unknown>): AgreementSearch => {
  const read: AgreementSearch = Object.fromEntries(
    Object.entries(shape).flatMap(([key, schema]) => {
      const parsed = schema.safeParse(raw[key]);
      return parsed.success && !isEmpty(parsed.data) && isStorable(parsed.data) ? [[key, parsed.data] as const] : [];
    }),
  );
  const { raterB, rubrics, ...rest } = read;
  return {
    ...rest,
    ...(raterB !== undefined && raterB !== read.raterA && { raterB }),
    ...(rubrics !== undefined && !isPerson(read) && { rubrics }),
  };
};

/** Whether people are compared with people. */
export const isPerson = ({ raterA }: AgreementSearch): boolean => raterA !== undefined && !raterA.startsWith(JUDGE);

/** The judge the address names; null where it names none. */
export const judgeIn = ({ raterA }: AgreementSearch): string | null => (raterA?.startsWith(JUDGE) === true ? raterA.slice(JUDGE.length) : null);

/** A judge as the address names it. */
export const judgeWord = (judge: string): string => JUDGE + judge;

/** Whether a search lets fewer pairs through than its two raters have. */
export const isNarrowed = ({ rubrics, agents, seen, since, raterB }: AgreementSearch): boolean => [rubrics, agents, seen, since, raterB].some((value) => !isEmpty(value));

const DAYS = { '7d': 7, '30d': 30, '90d': 90 } as const;

/** The search as main is asked; `today` is the day it is, from whose beginning the days are counted back. */
export const filterOf = (search: AgreementSearch, today: string): PairFilter => {
  const { raterA, raterB, rubrics, agents, seen, since } = search;
  const judge = judgeIn(search);
  const start = new Date(today);
  return {
    mode: isPerson(search) ? 'human_human' : 'ai_human',
    ...(judge !== null && { judges: [judge] }),
    ...(isPerson(search) && raterA !== 'people' && { firstPerson: raterA }),
    ...(raterB !== undefined && { secondPerson: raterB }),
    ...(rubrics && { rubricVersions: rubrics }),
    ...(agents && { assistantIds: agents }),
    ...(seen !== undefined && { blind: seen === 'blind' }),
    ...(since !== undefined && { from: new Date(start.getFullYear(), start.getMonth(), start.getDate() - DAYS[since]).toISOString() }),
  };
};
