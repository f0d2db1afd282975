import { createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect, type RouterHistory } from '@tanstack/react-router';
import { parseCallsSearch } from '../features/calls/search.ts';
import { loadCallScreen } from './screens/load-call-screen.ts';
import { CallsScreen } from './screens/calls-screen.tsx';
import { Shell } from './shell/shell.tsx';

const rootRoute = createRootRoute({ component: Shell });

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/calls' });
  },
});

const callsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/calls',
  validateSearch: parseCallsSearch,
  component: CallsScreen,
});

const callRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/calls/$callId',
  // The list one came from stays in the address: back, neighbours and a reload all find it.
  validateSearch: parseCallsSearch,
  // Player, waveform and transcript come after the list has been drawn.
  component: lazyRouteComponent(loadCallScreen, 'CallScreen'),
});

const routeTree = rootRoute.addChildren([indexRoute, callsRoute, callRoute]);

/** The app's addresses, kept behind the # because the page has only one file. */
export const createAppRouter = (history: RouterHistory = createHashHistory()) =>
  createRouter({
    routeTree,
    history,
    defaultNotFoundComponent: CallsNotFound,
    scrollRestoration: false,
    // Parameters that no route knows are dropped: the filter that main parses allows no others.
    search: { strict: true },
  });

function CallsNotFound(): React.JSX.Element {
  return <CallsRedirect />;
}

const CallsRedirect = (): React.JSX.Element => {
  window.location.hash = '#/calls';
  return <></>;
};

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
