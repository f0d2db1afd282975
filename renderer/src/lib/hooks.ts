import { useEffect, useState, useSyncExternalStore, type RefObject } from 'react';

/** True once `active` has held for the delay; skeletons use it so that quick answers never flash. */
export const useDelayed = (active: boolean, delayMs = 120): boolean => {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!active) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), delayMs);
    return () => clearTimeout(timer);
  }, [active, delayMs]);
  return active && shown;
};

/** The value as it was once it had stopped changing for the delay. */
export const useSettled = <T>(value: T, delayMs: number): T => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return settled;
};

/** Width of an element in whole pixels; until it is laid out the width that is expected. */
export const useWidth = (ref: RefObject<HTMLElement | null>, expected = 0): number => {
  const [width, setWidth] = useState(expected);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
};

/** Whether a media query holds, followed live. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (notify) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', notify);
      return () => list.removeEventListener('change', notify);
    },
    () => window.matchMedia(query).matches,
  );

/** True from the first time on that the value was; what is loaded for it stays, so that it can also leave in its own time. */
export const useEver = (value: boolean): boolean => {
  const [ever, setEver] = useState(value);
  if (value && !ever) setEver(true);
  return ever || value;
};

const everyMinute = (notify: () => void): (() => void) => {
  const timer = setInterval(notify, 60_000);
  return () => clearInterval(timer);
};
const thisDay = (): string => new Date().toDateString();

/** The day it is, as text to compare and to make dates of; the screen follows it over midnight. */
export const useToday = (): string => useSyncExternalStore(everyMinute, thisDay);

/** Milliseconds of now, renewed by a timer while something counts down; its first value is when it was first asked. */
export const useNow = (everyMs: number): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
};
