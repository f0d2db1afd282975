/** The tabs of the title bar in their order: where each leads, its command, and the addresses it stands for. */
export const TABS = [
  { name: 'calls', to: '/calls', command: 'screen.calls', holds: ['/calls'] },
  { name: 'queues', to: '/queues', command: 'screen.queues', holds: ['/queues'] },
  { name: 'moments', to: '/moments', command: 'screen.moments', holds: ['/moments'] },
  { name: 'prompts', to: '/prompts', command: 'screen.prompts', holds: ['/prompts'] },
  { name: 'insights', to: '/agreement', command: 'screen.insights', holds: ['/agreement', '/rubric'] },
] as const;

export type Tab = (typeof TABS)[number];

/** The screens under the tab of insights, in their order. */
export const INSIGHTS = [
  { name: 'agreement', to: '/agreement' },
  { name: 'rubric', to: '/rubric' },
] as const;

/** Whether a tab stands for an address. */
export const isTabOf = ({ holds }: Tab, pathname: string): boolean => holds.some((path) => pathname === path || pathname.startsWith(`${path}/`));
