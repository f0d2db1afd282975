import { safeStorage } from 'electron';
import type { Keyring } from '../session/session-deps.ts';

/**
 * The system's keyring. Called only once the window shows: on Linux a locked keyring blocks the first call. Where the
 * only backend is Chromium's fixed password (`basic_text`), nothing counts as sealed until the person accepts it.
 */
export function openKeyring(plainAccepted: boolean, rememberPlain: () => void): Keyring & { readonly backend: string } {
  const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform;
  const sealed = backend !== 'basic_text' && backend !== 'unknown' && safeStorage.isEncryptionAvailable();
  let plain = false;
  const usePlain = (): void => {
    safeStorage.setUsePlainTextEncryption(true);
    plain = true;
  };
  if (!sealed && plainAccepted && process.platform === 'linux') usePlain();
  return {
    backend,
    get available() {
      return sealed;
    },
    get plain() {
      return plain;
    },
    seal: (text) => safeStorage.encryptString(text),
    open: (sealedText) => safeStorage.decryptString(sealedText),
    acceptPlain: () => {
      if (process.platform !== 'linux') return;
      usePlain();
      rememberPlain();
    },
  };
}
