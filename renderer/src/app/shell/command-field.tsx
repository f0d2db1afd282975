import { IconSearch } from '@tabler/icons-react';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandContext, useKeycap } from '../../lib/commands.tsx';
import { Keycap, KeyTooltip } from '../../ui/keycap.tsx';
import classes from './command-field.module.css';

/** A press takes the focus from nothing: a command that is chosen then finds it where it was. */
const leaveFocus = (event: React.MouseEvent): void => event.preventDefault();

/** The button in the title bar that looks like a field and opens the palette. Without room for its words it is a glyph. */
export const CommandField = (): React.JSX.Element => {
  const { t } = useTranslation();
  const registry = use(CommandContext);
  const keycap = useKeycap('palette.show');
  return (
    <KeyTooltip label={t('palette.open')} keycap={keycap}>
      <button
        type="button"
        className={classes.root}
        data-testid="command-field"
        aria-haspopup="dialog"
        onMouseDown={leaveFocus}
        onClick={() => registry.run('palette.show')}
      >
        <IconSearch size={14} stroke={1.75} aria-hidden="true" />
        <span className={classes.words}>{t('palette.open')}</span>
        <span className={classes.cap}>
          <Keycap>{keycap ?? ''}</Keycap>
        </span>
      </button>
    </KeyTooltip>
  );
};
