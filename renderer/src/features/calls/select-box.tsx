import classes from './call-grid.module.css';

interface Props {
  isSelected: boolean;
  /** Whether some of what it stands for is chosen. */
  isPartly?: boolean;
  label: string;
  onToggle: () => void;
}

/** The box by which a pointer chooses a row, or all of them. The keys choose from the list itself: it is no stop of Tab. */
export const SelectBox = ({ isSelected, isPartly = false, label, onToggle }: Props): React.JSX.Element => (
  <span onClick={(event) => event.stopPropagation()}>
    <label className={classes.box}>
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={label}
        checked={isSelected}
        ref={(box) => {
          if (box) box.indeterminate = isPartly;
        }}
        // The focus stays with the list.
        onMouseDown={(event) => event.preventDefault()}
        onChange={onToggle}
      />
    </label>
  </span>
);
