import type { TFunction } from 'i18next';
import type { Moment } from '../../../../core/moments/moment.ts';
import { judgeWords } from '../../i18n/judge-words.ts';

/** What a moment is called: a person's words as they are, a judge's in the language of the screen where it is known what they mean. */
export const labelWords = ({ source, label }: Pick<Moment, 'source' | 'label'>, t: TFunction): string => (source === 'ai' ? judgeWords(label, t) : label);
