/** A typed end of a range: a number, seconds from "1:30", null where the field is empty, 'wrong' where it is neither. */
export const parseRangeValue = (text: string, max: number, isTime: boolean): number | null | 'wrong' => {
  const plain = text.trim();
  if (plain === '') return null;
  const pattern = isTime ? /^\d+(:\d{1,2}){0,2}$/ : /^\d+$/;
  if (!pattern.test(plain)) return 'wrong';
  const value = plain.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return value <= max ? value : 'wrong';
};
