import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './pane-section.module.css';

interface Props {
  title: string;
  count: number;
  children: React.ReactNode;
}

/** A part of the score pane: its name, how much it holds, and what. */
export const PaneSection = ({ title, count, children }: Props): React.JSX.Element => {
  const language = useLanguage();
  return (
    <section className={classes.root}>
      <h2 className={classes.title}>
        {title} <span>{formatNumber(count, language)}</span>
      </h2>
      {children}
    </section>
  );
};
