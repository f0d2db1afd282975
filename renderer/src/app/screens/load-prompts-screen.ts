/** The screen of prompts with its editor, which nothing else waits for. */
export const loadPromptsScreen = () => import('./prompts-screen.tsx');
