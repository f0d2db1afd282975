import type { TFunction } from 'i18next';

/** About how long something takes still, from seconds. */
export const etaWords = (t: TFunction, secondsLeft: number): string => {
  const seconds = Math.max(1, Math.round(secondsLeft));
  if (seconds < 90) return t('scoring.seconds', { count: seconds });
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? t('scoring.minutes', { count: minutes }) : t('scoring.hours', { count: Math.round(minutes / 60) });
};
