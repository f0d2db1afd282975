import { Menu } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNext,
  IconRewindBackward5,
  IconRewindForward5,
} from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../bridge/use-settings.ts';
import { useLanguage } from '../../i18n/index.ts';
import { useKeycap } from '../../lib/commands.tsx';
import { formatDuration, formatLength, formatNumber } from '../../lib/format.ts';
import { useClock, type ClockState, type MediaClock } from '../../lib/media-clock.ts';
import { ChipButton } from '../../ui/chip-button.tsx';
import { KeyTooltip } from '../../ui/keycap.tsx';
import classes from './controls.module.css';
import { SoloSwitch } from './solo-switch.tsx';
import { SPEEDS } from './speeds.ts';
import type { SoloState } from './use-solo.ts';

const keepFocus = (event: React.MouseEvent): void => event.preventDefault();

interface Props {
  clock: MediaClock;
  duration: number;
  /** Seconds that skipping silences would save. */
  silentSeconds: number;
  disabled: boolean;
  /** Null where the sides cannot be heard apart. */
  solo: SoloState | null;
}

const Play = ({ clock, disabled }: Pick<Props, 'clock' | 'disabled'>): React.JSX.Element => {
  const { t } = useTranslation();
  const playing = useClock(clock, useCallback((state: ClockState) => state.playing, []));
  const label = t(playing ? 'player.pause' : 'player.play');
  return (
    <KeyTooltip label={label} keycap={useKeycap('play.toggle')}>
      <button
        type="button"
        className={classes.play}
        data-testid="play"
        aria-label={label}
        disabled={disabled}
        onMouseDown={keepFocus}
        onClick={() => clock.toggle()}
      >
        {playing ? (
          <IconPlayerPauseFilled size={16} aria-hidden="true" />
        ) : (
          <IconPlayerPlayFilled size={16} aria-hidden="true" />
        )}
      </button>
    </KeyTooltip>
  );
};

const Clock = ({ clock, duration }: Pick<Props, 'clock' | 'duration'>): React.JSX.Element => {
  const text = useClock(clock, useCallback((state: ClockState) => formatDuration(state.time), []));
  return (
    <span className={classes.clock}>
      <span className={classes.now}>{text}</span> / {formatLength(duration)}
    </span>
  );
};

const Speed = ({ clock }: { clock: MediaClock }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [, update] = useSettings();
  const rate = useClock(clock, useCallback((state: ClockState) => state.rate, []));
  const words = (speed: number): string => `${formatNumber(speed, language, speed % 0.5 === 0 ? (speed % 1 === 0 ? 0 : 1) : 2)}×`;
  return (
    <Menu width={104}>
      <Menu.Target>
        <ChipButton onMouseDown={keepFocus} aria-label={t('player.speedIs', { speed: words(rate) })}>
          {words(rate)}
        </ChipButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={String(rate)} onChange={(value) => update({ playbackRate: Number(value) })}>
          {SPEEDS.map((speed) => (
            <Menu.RadioItem key={speed} value={String(speed)} closeMenuOnClick>
              {words(speed)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
};

const SkipSilence = ({ silentSeconds }: Pick<Props, 'silentSeconds'>): React.JSX.Element => {
  const { t } = useTranslation();
  const [settings, update] = useSettings();
  return (
    <KeyTooltip label={t('command.play_skipSilence')} keycap={useKeycap('play.skipSilence')}>
      <ChipButton
        aria-pressed={settings.skipSilence}
        onMouseDown={keepFocus}
        onClick={() => update({ skipSilence: !settings.skipSilence })}
      >
        <IconPlayerTrackNext size={14} stroke={1.75} aria-hidden="true" />
        {t('player.skipSilence')}
        <span className={classes.saved}>−{formatDuration(silentSeconds).replace(/^0/, '')}</span>
      </ChipButton>
    </KeyTooltip>
  );
};

/** The row over the lanes: play, clock, five seconds either way, speed, silences. */
export const Controls = ({ clock, duration, silentSeconds, disabled, solo }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const step = (seconds: number): void => clock.seekBy(seconds);
  return (
    <>
      <Play clock={clock} disabled={disabled} />
      <Clock clock={clock} duration={duration} />
      <div className={classes.steps}>
        <KeyTooltip label={t('command.play_back')} keycap={useKeycap('play.back')}>
          <button type="button" className={classes.icon} aria-label={t('command.play_back')} onMouseDown={keepFocus} onClick={() => step(-5)}>
            <IconRewindBackward5 size={18} stroke={1.6} aria-hidden="true" />
          </button>
        </KeyTooltip>
        <KeyTooltip label={t('command.play_forward')} keycap={useKeycap('play.forward')}>
          <button type="button" className={classes.icon} aria-label={t('command.play_forward')} onMouseDown={keepFocus} onClick={() => step(5)}>
            <IconRewindForward5 size={18} stroke={1.6} aria-hidden="true" />
          </button>
        </KeyTooltip>
      </div>
      <Speed clock={clock} />
      {silentSeconds >= 2 && <SkipSilence silentSeconds={silentSeconds} />}
      {solo && <SoloSwitch state={solo} />}
    </>
  );
};
