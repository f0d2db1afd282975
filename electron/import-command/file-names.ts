import { resolve } from 'node:path';

/** How the account names the files: by their last part, and by as many parts before it as tell two different files apart. */
export function fileNames(paths: readonly string[]): string[] {
  const whole = paths.map((path) => resolve(path).split(/[\\/]/));
  const ending = (parts: readonly string[], length: number): string => parts.slice(-length).join('/');
  return whole.map((parts) => {
    const others = whole.filter((one) => ending(one, one.length) !== ending(parts, parts.length));
    let length = 1;
    while (length < parts.length && others.some((one) => ending(one, length) === ending(parts, length))) length += 1;
    return ending(parts, length);
  });
}
