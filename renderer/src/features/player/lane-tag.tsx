import { useTranslation } from 'react-i18next';
import { SpeakerTag } from '../../ui/glyphs.tsx';
import classes from './lanes.module.css';
import type { SoloState } from './use-solo.ts';

/** The letter before a lane. Where the sides can be heard apart, a press hears this side alone, another both again. */
export const LaneTag = ({ speaker, solo }: { speaker: 'agent' | 'customer'; solo: SoloState | null }): React.JSX.Element => {
  const { t } = useTranslation();
  const tag = <SpeakerTag speaker={speaker} letter={t(`speaker.${speaker}Letter`)} />;
  if (solo === null) return tag;
  const label = t(speaker === 'agent' ? 'command.play_soloAgent' : 'command.play_soloCustomer');
  const isAlone = solo.solo === speaker;
  return (
    <button
      type="button"
      // The switch in the row above is the one in the tab order; this is the same for the hand.
      tabIndex={-1}
      className={classes.tagButton}
      aria-label={label}
      aria-pressed={isAlone}
      title={label}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => solo.hear(isAlone ? 'both' : speaker)}
    >
      {tag}
    </button>
  );
};
