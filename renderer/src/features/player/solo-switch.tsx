import { useTranslation } from 'react-i18next';
import { useKeycap } from '../../lib/commands.tsx';
import type { Solo } from '../../lib/solo.ts';
import { KeyTooltip } from '../../ui/keycap.tsx';
import classes from './controls.module.css';
import type { SoloState } from './use-solo.ts';

const keepFocus = (event: React.MouseEvent): void => event.preventDefault();

interface OptionProps {
  state: SoloState;
  solo: Solo;
  label: string;
  keycap: string | undefined;
  children: string;
}

const SoloOption = ({ state, solo, label, keycap, children }: OptionProps): React.JSX.Element => (
  <KeyTooltip label={label} keycap={keycap}>
    <button
      type="button"
      className={classes.segment}
      aria-label={label}
      aria-pressed={state.solo === solo}
      onMouseDown={keepFocus}
      onClick={() => state.hear(solo)}
    >
      {children}
    </button>
  </KeyTooltip>
);

/** A | C | Both: who is heard. */
export const SoloSwitch = ({ state }: { state: SoloState }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div className={classes.segments} role="group" aria-label={t('player.solo')}>
      <SoloOption state={state} solo="agent" label={t('command.play_soloAgent')} keycap={useKeycap('play.soloAgent')}>
        {t('speaker.agentLetter')}
      </SoloOption>
      <SoloOption state={state} solo="customer" label={t('command.play_soloCustomer')} keycap={useKeycap('play.soloCustomer')}>
        {t('speaker.customerLetter')}
      </SoloOption>
      <SoloOption state={state} solo="both" label={t('command.play_soloBoth')} keycap={useKeycap('play.soloBoth')}>
        {t('player.both')}
      </SoloOption>
    </div>
  );
};
