import { useTranslation } from 'react-i18next';
import { leftOut } from '../../../../core/prompts/version-scores.ts';
import { variableChanges } from '../../../../core/prompts/variables.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useKeycap } from '../../lib/commands.tsx';
import { formatNumber } from '../../lib/format.ts';
import { formatByAge } from '../../lib/format-time.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { StatusStrip } from '../../ui/status-strip.tsx';
import type { DiffPlace } from './editor/diff-view.tsx';
import type { VersionList } from './use-versions.ts';
import type { Words } from './version-words.ts';

const braced = (names: readonly string[]): string => names.map((name) => `{{${name}}}`).join(' ');

/** What became of the variables, the lost ones first: they are filled in no call any more. */
const Variables = ({ before, after }: { before: string; after: string }): React.JSX.Element => {
  const { t } = useTranslation();
  const { kept, lost, added } = variableChanges(before, after);
  const values = (names: readonly string[]) => ({ count: names.length, n: names.length, names: braced(names) });
  return (
    <>
      {lost.length > 0 && <span data-warn>{shownText(t('prompts.diff.lost', values(lost)))}</span>}
      {added.length > 0 && <span>{shownText(t('prompts.diff.added', values(added)))}</span>}
      {kept.length > 0 && lost.length === 0 && <span>{t('prompts.diff.kept', values(kept))}</span>}
    </>
  );
};

/** Where one stands among the changes, and the keys to the others. */
const Place = ({ place: { at, changes } }: { place: DiffPlace }): React.JSX.Element => {
  const { t } = useTranslation();
  const next = useKeycap('call.next') ?? '';
  const previous = useKeycap('call.previous') ?? '';
  if (changes === 0) return <span role="status">{t('prompts.diff.none')}</span>;
  return (
    <>
      <span role="status">{at === 0 ? t('prompts.diff.count', { count: changes, n: changes }) : t('prompts.diff.place', { at, n: changes })}</span>
      <span>
        <Keycap>{previous}</Keycap> <Keycap>{next}</Keycap>
      </span>
    </>
  );
};

/** What stands in the means of the list, and what was left out of them. */
const Means = ({ list, words: { rubric } }: Pick<Props, 'list' | 'words'>): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const others = leftOut(list.versions, rubric);
  return (
    <>
      {rubric !== undefined && <span>{rubric === null ? t('prompts.rubricNone') : shownText(t('prompts.rubricLine', { rubric }))}</span>}
      {others > 0 && <span>{t('prompts.leftOut', { count: others, n: formatNumber(others, language) })}</span>}
      {!list.isComplete && <span data-warn>{t('prompts.incomplete')}</span>}
    </>
  );
};

const Source = ({ list: { source, asOf, error, versions } }: Pick<Props, 'list'>): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const fromCache = source === 'cache';
  return (
    <>
      {error !== null && versions.length > 0 && <span data-warn>{t('prompts.failed')}</span>}
      {asOf !== null && <span data-warn={fromCache || undefined}>{t(fromCache ? 'strip.fromCache' : 'strip.read', { time: formatByAge(asOf, language) })}</span>}
    </>
  );
};

interface Props {
  list: VersionList;
  words: Words;
  /** Where one stands in a comparison; null where nothing is compared. */
  place: DiffPlace | null;
  /** The two texts that are compared, as far as they are read. */
  texts: { readonly before: string | null; readonly after: string | null };
}

/** Under the text: where one is among the changes, what stands in the means, and where the list is from. */
export const PromptsStrip = ({ list, words, place, texts }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const find = useKeycap('find.field') ?? '';
  const { before, after } = texts;
  return (
    <StatusStrip
      left={
        place ? (
          <Place place={place} />
        ) : (
          <span>
            {t('prompts.editor.find')} <Keycap>{find}</Keycap>
          </span>
        )
      }
      right={
        <>
          {place && before !== null && after !== null && <Variables before={before} after={after} />}
          {!place && <Means list={list} words={words} />}
          <Source list={list} />
        </>
      }
    />
  );
};
