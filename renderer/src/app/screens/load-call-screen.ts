/** The screen of one call, which the list does not wait for. */
export const loadCallScreen = () => import('./call-screen.tsx');
