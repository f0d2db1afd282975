import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { useKeycap, type CommandId } from '../../lib/commands.tsx';
import { formatNumber } from '../../lib/format.ts';
import { Keycap } from '../../ui/keycap.tsx';
import classes from './moments-section.module.css';
import type { MomentDesk } from './use-moment-desk.ts';

interface AddProps {
  desk: MomentDesk;
  words: string;
  /** The command that does the same, and what it says it does. */
  command: CommandId;
  hint: string;
  testId: string;
  onAdd: () => void;
}

/** Adds to a section of the pane, as its key does; where the reader's role does not allow it, it says why. */
export const AddButton = ({ desk, words, command, hint, testId, onAdd }: AddProps): React.JSX.Element => {
  const { t } = useTranslation();
  const keycap = useKeycap(command);
  const why = desk.hindrance === null ? undefined : t(`moment.why.${desk.hindrance}`);
  return (
    <button
      type="button"
      className={classes.mark}
      data-testid={testId}
      aria-disabled={why !== undefined}
      title={why ?? hint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onAdd}
    >
      {words} {keycap !== undefined && <Keycap>{keycap}</Keycap>}
    </button>
  );
};

/** Shows what a section holds beyond its first few. */
export const MoreButton = ({ hidden, onAll }: { hidden: number; onAll: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <button type="button" className={classes.more} onClick={onAll}>
      {t('moment.more', { count: hidden, n: formatNumber(hidden, language) })}
    </button>
  );
};
