import type { InputOf, OutputOf, Request } from './define.ts';
import { agreementRoutes } from './routes/agreement.ts';
import { appRoutes } from './routes/app.ts';
import { callsRoutes } from './routes/calls.ts';
import { checkoutsRoutes } from './routes/checkouts.ts';
import { draftsRoutes } from './routes/drafts.ts';
import { importsRoutes } from './routes/imports.ts';
import { membersRoutes } from './routes/members.ts';
import { momentsRoutes } from './routes/moments.ts';
import { outboxRoutes } from './routes/outbox.ts';
import { promptsRoutes } from './routes/prompts.ts';
import { queuesRoutes } from './routes/queues.ts';
import { recordingsRoutes } from './routes/recordings.ts';
import { rubricRoutes } from './routes/rubric.ts';
import { scoresRoutes } from './routes/scores.ts';
import { scoringRoutes } from './routes/scoring.ts';
import { sessionRoutes } from './routes/session.ts';

/** All that the renderer can ask of main. Reviewed as the app's security surface. */
export const routes = {
  ...appRoutes,
  ...sessionRoutes,
  ...callsRoutes,
  ...recordingsRoutes,
  ...importsRoutes,
  ...membersRoutes,
  ...momentsRoutes,
  ...scoresRoutes,
  ...draftsRoutes,
  ...outboxRoutes,
  ...checkoutsRoutes,
  ...queuesRoutes,
  ...promptsRoutes,
  ...scoringRoutes,
  ...agreementRoutes,
  ...rubricRoutes,
} as const;

export type AppRoutes = typeof routes;
export type RouteName = keyof AppRoutes;
export type RouteInput<K extends RouteName> = InputOf<AppRoutes, K>;
export type RouteOutput<K extends RouteName> = OutputOf<AppRoutes, K>;
export type AppRequest = Request<AppRoutes>;
