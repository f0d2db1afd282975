import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  defaultParseSearch,
  lazyRouteComponent,
  Navigate,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { parseAgreementSearch } from '../features/agreement/search.ts';
import { parseCallsSearch } from '../features/calls/search.ts';
import { parseMomentsSearch } from '../features/moments/search.ts';
import { parsePromptsSearch } from '../features/prompts/search.ts';
import { loadCallScreen } from './screens/load-call-screen.ts';
import { loadMomentsScreen } from './screens/load-moments-screen.ts';
import { loadPromptsScreen } from './screens/load-prompts-screen.ts';
import { parseQueuesSearch } from '../features/queues/search.ts';
import { loadQueuesScreen } from './screens/load-queues-screen.ts';
import { loadAgreementScreen } from './screens/load-agreement-screen.ts';
import { parseRubricSearch } from '../features/rubric/search.ts';
import { loadRubricScreen } from './screens/load-rubric-screen.ts';
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
  // The list or the queue one came from stays in the address: back, neighbours and a reload all find it.
  validateSearch: (raw: Record<string, unknown>) => ({ ...parseCallsSearch(raw), ...parseQueuesSearch(raw) }),
  // Player, waveform and transcript come after the list has been drawn.
  component: lazyRouteComponent(loadCallScreen, 'CallScreen'),
});

const momentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/moments',
  validateSearch: parseMomentsSearch,
  component: lazyRouteComponent(loadMomentsScreen, 'MomentsScreen'),
});

const queuesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/queues',
  validateSearch: parseQueuesSearch,
  component: lazyRouteComponent(loadQueuesScreen, 'QueuesScreen'),
});

const promptsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/prompts',
  validateSearch: parsePromptsSearch,
  component: lazyRouteComponent(loadPromptsScreen, 'PromptsScreen'),
});

const agreementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/agreement',
  validateSearch: parseAgreementSearch,
  component: lazyRouteComponent(loadAgreementScreen, 'AgreementScreen'),
});

const rubricRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/rubric',
  validateSearch: parseRubricSearch,
  component: lazyRouteComponent(loadRubricScreen, 'RubricScreen'),
});

const routeTree = rootRoute.addChildren([indexRoute, callsRoute, callRoute, momentsRoute, promptsRoute, queuesRoute, agreementRoute, rubricRoute]);

/** The app's addresses, kept behind the # because the page has only one file. */
export const createAppRouter = (history: RouterHistory = createHashHistory()) =>
  createRouter({
    routeTree,
    history,
    defaultNotFoundComponent: ToCalls,
    scrollRestoration: false,
    // The window has a boundary of its own, in its own words and its own language.
    disableGlobalCatchBoundary: true,
    // Read here, because a route's own validation only adds to what the address says: what it refuses would stay beside it
    // on every navigation. What only another screen knows is left out by the screen itself.
    parseSearch: (text) => {
      const raw = defaultParseSearch(text);
      return { ...parseCallsSearch(raw), ...parseMomentsSearch(raw), ...parsePromptsSearch(raw), ...parseQueuesSearch(raw), ...parseAgreementSearch(raw), ...parseRubricSearch(raw) };
    },
  });

/** An address that names no screen leads to the list, and is not come back to. */
function ToCalls(): React.JSX.Element {
  return <Navigate to="/calls" replace />;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface HistoryState {
    /** Where the way back from a call leads: to the moments it was opened from. */
    fromMoments?: boolean;
    /** Or to the queue. */
    fromQueue?: boolean;
    /** What was put into the queue on the way to it. */
    filled?: { added: number; already: number };
    /** Whether a queue is to be made at once. */
    newQueue?: boolean;
    /** Where the way back from a prompt leads: to the call that it governed. */
    fromCall?: boolean;
    /** The same, to the comparison it was opened from. */
    fromAgreement?: boolean;
  }
}
