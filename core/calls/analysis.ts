import { z } from 'zod';
import { BANDS } from '../qci/band.ts';
import { CRITERIA, CRITERION_KEYS, type CriterionKey } from '../qci/criteria.ts';
import { criterionSchema } from '../qci/evidence/read-criteria.ts';
import { SCORE_PARTS, type ScorePart } from '../qci/override.ts';

const score = z.int().nonnegative().nullable();
const band = z.enum(BANDS).nullable();

/** A value that a person gave, and the judge's that it stands before. */
export const overrideSchema = z.object({
  value: z.int().nonnegative(),
  /** The judge's value. */
  ai: score,
  reason: z.string().nullable(),
  note: z.string().nullable(),
  byId: z.uuid().nullable(),
  byName: z.string().nullable(),
  at: z.string().nullable(),
});

/** The effective score of a call, as `qci_analyses` holds it. */
export const analysisSchema = z.object({
  id: z.uuid(),
  /** What the workspace counts; analyses kept by an older version have none. */
  version: z.int().nonnegative().default(0),
  qciTotalScore: score,
  dynamicsScore: score,
  objectionsScore: score,
  brandScore: score,
  outcomeScore: score,
  status: band,
  outcomeTier: z.string().nullable(),
  /** What the judge said of each criterion; calls kept by an older version have none. */
  criteria: z.array(criterionSchema).default([]),
  /** What people decided, by dimension or criterion. */
  overrides: z.partialRecord(z.enum(SCORE_PARTS as [ScorePart, ...ScorePart[]]), overrideSchema).default({}),
  /** How often the agent names the brand; null where nobody counted. */
  brandMentions: z.int().nonnegative().nullable().default(null),
  /** The agent's share of the talk as the judge had it, 0 to 1. */
  agentTalkRatio: z.number().nullable().default(null),
  coachingTips: z.array(z.string()),
  keyMoments: z.array(z.string()),
  judge: z.string().nullable().default(null),
  aiModel: z.string().nullable(),
  analyzedAt: z.string().nullable(),
  rubricVersion: z.string().nullable(),
  /** The run whose values the judge's are; null where no run is known. */
  runId: z.uuid().nullable().default(null),
  runKey: z.uuid().nullable().default(null),
  reviewedBy: z.uuid().nullable(),
  reviewedByName: z.string().nullable(),
  reviewedAt: z.string().nullable(),
});

/** What one judge said of a call once; it never changes. */
export const runSchema = z.object({
  id: z.uuid(),
  /** The same piece of work never makes two rows. */
  runKey: z.uuid(),
  judge: z.string(),
  aiModel: z.string().nullable(),
  rubricVersion: z.string(),
  /** Why it gave no score; null where it gave one. */
  unscorable: z.string().nullable(),
  qciTotalScore: score,
  dynamicsScore: score,
  objectionsScore: score,
  brandScore: score,
  outcomeScore: score,
  status: band,
  /** The worse band that the judge asked for; null where it asked for none. */
  loweredTo: band.default(null),
  outcomeTier: z.string().nullable(),
  /** Of older runs of a call the workspace does not tell them. */
  criteria: z.array(criterionSchema),
  coachingTips: z.array(z.string()),
  createdAt: z.string(),
  createdByName: z.string().nullable(),
  tokensUsed: z.int().nonnegative().nullable(),
  /** US dollars. */
  analysisCost: z.number().nonnegative().nullable(),
});

const points = Object.fromEntries(CRITERION_KEYS.map((key) => [key, z.int().min(0).max(CRITERIA[key].max)])) as Record<CriterionKey, z.ZodInt>;

/** What this person decided about the call. */
export const reviewSchema = z.object({
  scores: z.object(points),
  qciTotalScore: z.int().nonnegative(),
  status: z.enum(BANDS),
  wasBlind: z.boolean(),
  /** How long he took. */
  seconds: z.int().nonnegative(),
  completedAt: z.string(),
  runId: z.uuid().nullable(),
});

export type Analysis = z.infer<typeof analysisSchema>;
export type Override = z.infer<typeof overrideSchema>;
export type Run = z.infer<typeof runSchema>;
export type Review = z.infer<typeof reviewSchema>;
