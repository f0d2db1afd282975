/** The screen of queues, which the list of calls does not wait for. */
export const loadQueuesScreen = () => import('./queues-screen.tsx');
