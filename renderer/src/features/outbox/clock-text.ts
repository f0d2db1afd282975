/** Milliseconds as 02:23, with tenths and less where there are some: 02:23.4. */
export const toClockText = (ms: number): string => {
  const seconds = Math.floor(ms / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const clock = `${hours > 0 ? `${hours}:` : ''}${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  const rest = String(ms % 1000).padStart(3, '0').replace(/0+$/, '');
  return rest === '' ? clock : `${clock}.${rest}`;
};

/** Milliseconds of 1:04:27, 02:23.4 or 143; null where it is none of them. */
export const fromClockText = (text: string): number | null => {
  const parts = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!parts) return null;
  const [, hours, minutes, seconds, rest] = parts;
  if (minutes !== undefined && Number(seconds) > 59) return null;
  return ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds)) * 1000 + Number((rest ?? '').padEnd(3, '0'));
};
