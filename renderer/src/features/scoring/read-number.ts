/** The number that a text writes, with a point or a comma, from `least` to `most`; null where it writes none. */
export const readNumber = (text: string, least: number, most: number, isWhole = false): number | null => {
  const written = text.trim().replace(',', '.');
  const value = Number(written);
  return written !== '' && Number.isFinite(value) && value >= least && value <= most && (!isWhole || Number.isInteger(value)) ? value : null;
};
