import { z } from 'zod';
import { CRITERION_KEYS, type CriterionKey } from '../../../../core/qci/criteria.ts';
import { OBJECTION_KEYS, RAISED_TIERS, type ObjectionKey, type RaisedTier, type RubricForm } from '../../../../core/qci/rubric-form.ts';

/** Under this field the draft is kept, like a half-typed comment of a call. */
export const DRAFT_FIELD = 'rubric:draft';

const number = z.number().nullable();
const numbers = <K extends string>(keys: readonly K[]) => z.strictObject(Object.fromEntries(keys.map((key) => [key, number])) as Record<K, typeof number>).partial();
const texts = <K extends string>(keys: readonly K[]) => z.strictObject(Object.fromEntries(keys.map((key) => [key, z.string()])) as Record<K, z.ZodString>).partial();

/** Only what was changed is kept: the rest is the version it is based on. */
const draftSchema = z.strictObject({
  /** The version that was edited; 0 where there was none. */
  base: z.int().nonnegative(),
  note: z.string().max(4000).default(''),
  pass: number.optional(),
  review: number.optional(),
  minCustomerWords: number.optional(),
  brandTerms: z.string().optional(),
  forbiddenPhrases: z.string().optional(),
  withoutObjection: numbers<ObjectionKey>(OBJECTION_KEYS).default({}),
  tiers: numbers<RaisedTier>(RAISED_TIERS).default({}),
  criteria: texts<CriterionKey>(CRITERION_KEYS).default({}),
});

export type RubricDraft = z.infer<typeof draftSchema>;

/** A draft as it is kept; null where there is none, or one that another version of the app wrote and this one cannot read. */
export const readDraft = (text: string | null): RubricDraft | null => {
  if (text === null) return null;
  try {
    return draftSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** A record with what of it was changed. */
const over = <T extends object>(base: T, changes: { readonly [K in keyof T]?: T[K] | undefined }): T => ({ ...base, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) });

/** The form with a draft over the version it is based on. */
export const drafted = (form: RubricForm, draft: RubricDraft | null): RubricForm => {
  if (draft === null) return form;
  const { base: _base, note: _note, withoutObjection, tiers, criteria, ...plain } = draft;
  return over<RubricForm>(form, { ...plain, withoutObjection: over(form.withoutObjection, withoutObjection), tiers: over(form.tiers, tiers), criteria: over(form.criteria, criteria) });
};

/** What an edited form differs in from the version it is based on, as it is kept; null where it differs in nothing. */
export const draftOf = (form: RubricForm, edited: RubricForm, base: number, note: string): RubricDraft | null => {
  const differing = <T extends object>(before: T, after: T): Partial<T> => Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key as keyof T] !== value)) as Partial<T>;
  const { withoutObjection, tiers, criteria, ...plain } = edited;
  const { withoutObjection: _objection, tiers: _tiers, criteria: _criteria, ...before } = form;
  const changed = {
    ...differing(before, plain), withoutObjection: differing(form.withoutObjection, withoutObjection), tiers: differing(form.tiers, tiers), criteria: differing(form.criteria, criteria),
  };
  const isSame = Object.values(changed).every((value) => typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return isSame && note === '' ? null : { base, note, ...changed };
};
