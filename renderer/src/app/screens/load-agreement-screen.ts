/** The screen of agreement, which the list of calls does not wait for. */
export const loadAgreementScreen = () => import('./agreement-screen.tsx');
