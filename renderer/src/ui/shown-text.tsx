import { useTranslation } from 'react-i18next';
import { codeOf, splitMarks } from '../lib/direction-marks.ts';
import classes from './shown-text.module.css';

/** A direction mark as a small empty box. The sign itself stays in the text, so that copying and finding see the original. */
const Mark = ({ mark }: { mark: string }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    // A direction of its own keeps the mark out of what `dir="auto"` looks at.
    <span className={classes.mark} dir="ltr" title={t('text.directionMark', { code: codeOf(mark) })} data-direction-mark>
      {mark}
    </span>
  );
};

/** A text that others wrote, as it is shown: what would turn the reading order is seen and not obeyed. A plain function, for lists. */
export const shownText = (text: string): React.ReactNode => {
  const parts = splitMarks(text);
  if (parts.length === 1) return text;
  return parts.map((part, index) => (index % 2 === 0 ? part : <Mark key={index} mark={part} />));
};
