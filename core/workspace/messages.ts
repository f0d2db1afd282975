import { z } from 'zod';

/** What the workspace's process tells the app, in the order of a start: phases, then ready or failed. */
export const workspaceReportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('phase'), phase: z.enum(['opening', 'migrating', 'seeding', 'listening']) }),
  z.object({ type: z.literal('ready'), endpoint: z.lazy(() => endpointSchema) }),
  z.object({ type: z.literal('failed'), code: z.enum(['locked', 'broken']), detail: z.string() }),
]);

/** How to reach a running workspace. The key is the publishable one; no secret key leaves the process. */
export const endpointSchema = z.object({ url: z.string(), publishableKey: z.string(), pid: z.int() });

/** A person of the demo data. The password is random per installation and never reaches the renderer. */
export const demoUserSchema = z.object({
  email: z.string(),
  password: z.string(),
  displayName: z.string(),
  role: z.enum(['viewer', 'reviewer', 'coach', 'editor', 'admin']),
});

export type WorkspaceReport = z.infer<typeof workspaceReportSchema>;
export type WorkspaceEndpoint = z.infer<typeof endpointSchema>;
export type DemoUser = z.infer<typeof demoUserSchema>;
