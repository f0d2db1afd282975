import { createContext } from 'react';

/** Opens the system's file choice for an import; the shell answers it. */
export const ImportContext = createContext<{ chooseFiles: () => void }>({ chooseFiles: () => undefined });
