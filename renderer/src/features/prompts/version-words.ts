import type { TFunction } from 'i18next';
import type { PromptVersion } from '../../../../core/prompts/prompt.ts';
import { scoreUnder } from '../../../../core/prompts/version-scores.ts';
import { formatNumber, type Language } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { inertText } from '../../lib/direction-marks.ts';

export interface Words {
  readonly t: TFunction;
  readonly language: Language;
  /** The rubric under which versions are compared; see comparedRubric. */
  readonly rubric: string | null | undefined;
}

/** Who wrote it and when, on one line. */
export function authorWords({ createdBy, createdByName, createdAt }: PromptVersion, { t, language }: Words): string {
  const name = createdByName ?? t(createdBy === null ? 'prompts.imported' : 'prompts.formerMember');
  return t('prompts.by', { name, time: formatByAge(createdAt, language) });
}

export interface ScoreWords {
  /** 33.3 ±2.4; null where too few calls were scored for a mean. */
  readonly mean: string | null;
  /** n 184, or that there are too few. */
  readonly n: string;
  readonly hint: string | undefined;
}

/** How its calls scored, on one line. */
export function scoreWords(version: PromptVersion, { t, language, rubric }: Words): ScoreWords {
  const score = scoreUnder(version, rubric);
  if (!score) return { mean: null, n: t('prompts.notScored'), hint: undefined };
  const n = formatNumber(score.n, language);
  if (score.half === null) return { mean: null, n: t('prompts.few', { n }), hint: undefined };
  return {
    mean: `${formatNumber(score.mean, language, 1)} ±${formatNumber(score.half, language, 1)}`,
    n: t('prompts.n', { n }),
    hint: rubric == null ? t('prompts.rubricNone') : inertText(t('prompts.meanHint', { n, rubric })),
  };
}
