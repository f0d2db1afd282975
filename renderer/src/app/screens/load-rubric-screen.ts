/** The screen of the rubric, which the list of calls does not wait for. */
export const loadRubricScreen = () => import('./rubric-screen.tsx');
