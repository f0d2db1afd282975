import { Keycap } from './keycap.tsx';
import classes from './undo-bar.module.css';

interface Props {
  /** What was done; null where nothing can be taken back. */
  words: React.ReactNode;
  action: string;
  keycap: string | undefined;
  onUndo: () => void;
}

/** Says over the status strip what was just done, and takes it back. It never takes the focus; what it says is announced. */
export const UndoBar = ({ words, action, keycap, onUndo }: Props): React.JSX.Element => (
  <div className={classes.place} role="status" data-testid="undo-bar">
    {words !== null && (
      <div className={classes.bar}>
        <span className={classes.words}>{words}</span>
        <button type="button" className={classes.undo} onMouseDown={(event) => event.preventDefault()} onClick={onUndo}>
          {action} {keycap !== undefined && <Keycap>{keycap}</Keycap>}
        </button>
      </div>
    )}
  </div>
);
