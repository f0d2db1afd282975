import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { demoUserSchema, type DemoUser } from '../../core/workspace/messages.ts';
import type { WorkspaceFolder } from './folder.ts';

/** The demo people of a workspace folder; empty where it was not seeded. */
export function readDemoUsers(folder: WorkspaceFolder): readonly DemoUser[] {
  try {
    return z.array(demoUserSchema).parse(JSON.parse(readFileSync(folder.demoUsers, 'utf8')));
  } catch {
    return [];
  }
}
