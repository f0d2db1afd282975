/** The payload of a token, whatever its signature; null for any other text. */
const payloadOf = (text: string): unknown => {
  const middle = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(text)?.[1];
  if (middle === undefined) return null;
  try {
    return JSON.parse(atob(middle.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return null;
  }
};

/** Whether a key opens every row: a new secret key, or a legacy one whose role is more than the public one. */
export const isSecretKey = (key: string): boolean => {
  const text = key.trim();
  if (/^sb_secret/i.test(text)) return true;
  const payload = payloadOf(text);
  return typeof payload === 'object' && payload !== null && 'role' in payload && payload.role === 'service_role';
};
