/** Country calling codes of two digits (ITU-T E.164); 1 and 7 have one digit, all others three. */
const TWO_DIGITS = /^(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/u;

/** The calling code of a number in E.164 form, with its plus ("+34"); null for a SIP address or a local number. */
export function callingCode(number: string | null): string | null {
  const digits = /^\+(\d{7,15})$/u.exec(number?.replace(/[\s()-]/gu, '') ?? '')?.[1];
  if (digits === undefined || digits.startsWith('0')) return null;
  if (/^[17]/u.test(digits)) return `+${digits.slice(0, 1)}`;
  return `+${digits.slice(0, TWO_DIGITS.test(digits) ? 2 : 3)}`;
}
