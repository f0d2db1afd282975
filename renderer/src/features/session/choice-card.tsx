import classes from './choice-card.module.css';

interface Props {
  icon: React.ReactNode;
  name: string;
  text: string;
  value: string;
  checked: boolean;
  onChoose: () => void;
}

/** One answer of a question as a card; a real radio button underneath. */
export const ChoiceCard = ({ icon, name, text, value, checked, onChoose }: Props): React.JSX.Element => (
  <label className={classes.root} data-testid={`choose-${value}`} data-checked={checked || undefined}>
    <input type="radio" name="place" value={value} checked={checked} onChange={onChoose} className="st-visually-hidden" />
    <span className={classes.icon} aria-hidden="true">
      {icon}
    </span>
    <span>
      <span className={classes.name}>{name}</span>
      <span className={classes.text}>{text}</span>
    </span>
  </label>
);
