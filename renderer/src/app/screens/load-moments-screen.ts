/** The screen of all moments, which the list of calls does not wait for. */
export const loadMomentsScreen = () => import('./moments-screen.tsx');
