import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PromptVersion } from '../../../../core/prompts/prompt.ts';
import { inertText } from '../../lib/direction-marks.ts';
import classes from './panes.module.css';

interface Props {
  versions: readonly PromptVersion[];
  /** The one that is shown, which is not compared with itself. */
  shown: number | 'draft';
  compared: number | null;
  onCompare: (version: number | null) => void;
}

const SHORT = 40;

/** Which version the shown one is compared with, or none. */
export const CompareSelect = ({ versions, shown, compared, onCompare }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const options = versions
    .filter(({ version }) => version !== shown)
    .map(({ version, note }) => ({ value: String(version), label: note === null ? t('prompts.versionOf', { version }) : t('prompts.read.pick', { version, note: inertText(note).slice(0, SHORT) }) }));
  return (
    <label className={classes.pick}>
      {t('prompts.read.compare')}
      <NativeSelect
        className={classes.select}
        data-testid="prompt-compare"
        data={[{ value: '', label: t('prompts.read.compareNone') }, ...options]}
        value={compared === null ? '' : String(compared)}
        onChange={(event) => onCompare(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
      />
    </label>
  );
};
