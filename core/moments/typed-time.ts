const FORM = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,6})(?:[.,](\d{1,3}))?$/;

/** A place in a recording as people type it, 02:14, 1:02:14, 134 or 02:14.5, in milliseconds; null for anything else. */
export function parseTypedTime(text: string): number | null {
  const [, hours = '0', minutes = '0', seconds = '', fraction = ''] = FORM.exec(text.trim()) ?? [];
  if (seconds === '') return null;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return whole * 1000 + Number(fraction.padEnd(3, '0'));
}

/** A place in a recording as it is typed: 02:14, and 02:14.5 where it lies between seconds. */
export function typedTime(ms: number): string {
  const tenths = Math.round(ms / 100);
  const seconds = Math.floor(tenths / 10);
  const two = (n: number): string => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const clock = `${hours > 0 ? `${hours}:` : ''}${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return tenths % 10 === 0 ? clock : `${clock}.${tenths % 10}`;
}
