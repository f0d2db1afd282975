/** The nonce that main wrote into this page, for styles made at run time; undefined where there is none. */
export const styleNonce = (): string | undefined => {
  const content = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content');
  return content === null || content === undefined || content === '__NONCE__' ? undefined : content;
};
