import { IconX } from '@tabler/icons-react';
import { inertText } from '../lib/direction-marks.ts';
import classes from './chip.module.css';
import { shownText } from './shown-text.tsx';

interface Props {
  /** Which filter this is, for whoever looks for its chip. */
  filterId?: string;
  field: string;
  value: string;
  removeLabel: string;
  onRemove: () => void;
  onOpen?: () => void;
  ref?: React.Ref<HTMLDivElement>;
}

/** "Field value ×": the words open its editor, the cross removes it. */
export const Chip = ({ filterId, field, value, removeLabel, onRemove, onOpen, ref }: Props): React.JSX.Element => (
  <div className={classes.root} ref={ref} data-filter={filterId}>
    {onOpen ? (
      <button type="button" className={classes.open} onClick={onOpen} aria-haspopup="dialog" title={inertText(value)}>
        <span className={classes.field}>{field}</span> <span className={classes.value}>{shownText(value)}</span>
      </button>
    ) : (
      <span className={classes.open}>
        <span className={classes.field}>{field}</span> <span className={classes.value}>{shownText(value)}</span>
      </span>
    )}
    <button type="button" className={classes.remove} onClick={onRemove} aria-label={removeLabel}>
      <IconX size={14} stroke={1.75} aria-hidden="true" />
    </button>
  </div>
);
