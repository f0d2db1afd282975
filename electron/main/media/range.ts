/** Which bytes a request gets, both ends included, or that it asked beyond the end. */
export type ByteRange =
  | { readonly status: 200; readonly start: number; readonly end: number }
  | { readonly status: 206; readonly start: number; readonly end: number }
  | { readonly status: 416 };

const SINGLE_RANGE = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i;

/**
 * Reads a Range header for a body of `size` bytes (RFC 9110 §14). What is malformed, in another unit or asks for several
 * ranges is ignored, as the RFC allows: the whole body is the answer.
 */
export const parseRange = (header: string | null, size: number): ByteRange => {
  const whole: ByteRange = { status: 200, start: 0, end: size - 1 };
  const match = header === null ? null : SINGLE_RANGE.exec(header);
  if (!match) return whole;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return whole;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? { status: 416 } : { status: 206, start: size - length, end: size - 1 };
  }
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < start) return whole;
  return start >= size ? { status: 416 } : { status: 206, start, end };
};

/** The headers that go with a range. `origin` may read the answer; nothing keeps it on disk. */
export const rangeHeaders = (range: ByteRange, size: number, contentType: string, origin: string): Record<string, string> => {
  const always = {
    'accept-ranges': 'bytes',
    'access-control-allow-origin': origin,
    'cache-control': 'no-store',
    'content-type': contentType,
    'x-content-type-options': 'nosniff',
  };
  if (range.status === 416) return { ...always, 'content-length': '0', 'content-range': `bytes */${String(size)}` };
  const length = { 'content-length': String(range.end - range.start + 1) };
  if (range.status === 200) return { ...always, ...length };
  return { ...always, ...length, 'content-range': `bytes ${String(range.start)}-${String(range.end)}/${String(size)}` };
};
