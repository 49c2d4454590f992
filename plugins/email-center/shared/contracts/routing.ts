import { z } from 'zod';
import { reasonsSchema } from './reasons';
import { addressSchema, okSchema } from './shapes';

/** Why somebody cannot be in a rule, or a rule does not route: a stable code for the panel's own words, and the sentence. */
export const routeRefusalSchema = z.object({
  side: z.enum(['from', 'to']),
  code: z.enum(['no-employee-type', 'no-employee', 'not-current', 'no-address', 'routed-already', 'nobody-chosen', 'no-user', 'user-inactive', 'user-without-right']),
  name: z.string(),
  sentence: z.string(),
  userId: z.number().optional(),
});
export type RouteRefusalDto = z.infer<typeof routeRefusalSchema>;

const employeeSchema = z.object({ recordType: z.string(), recordId: z.string(), name: z.string(), addresses: z.array(z.string()), isCurrent: z.boolean() });
const userSchema = z.object({ id: z.number(), name: z.string(), email: z.string() });

/** One row of the routing table: mail from this employee becomes a case for these panel users (S3.2). */
export const routeSchema = z.object({
  id: z.string(),
  /** Null: the employee's record is gone. */
  from: employeeSchema.nullable(),
  users: z.array(userSchema.extend({ refusal: routeRefusalSchema.nullable() })),
  note: z.string(),
  isActive: z.boolean(),
  /** Why it routes to nobody; null while it is active. */
  reason: z.string().nullable(),
  refusals: z.array(routeRefusalSchema),
  createdAt: z.string(),
});
export type RouteDto = z.infer<typeof routeSchema>;

/** GET /routes: all of them. `employeeType` null: none is configured, so no rule can be made. */
export const routeListSchema = z.object({ items: z.array(routeSchema), employeeType: z.object({ uid: z.string(), name: z.string() }).nullable() });
export type RouteListDto = z.infer<typeof routeListSchema>;

/** POST /routes, PUT /routes/:id. `recordId` is the documentId of the employee. Refused with 400 naming `from` or `to` for each reason. */
export const saveRouteSchema = z.object({
  from: z.string().min(1).max(64),
  userIds: z.array(z.number().int().positive()).max(50),
  note: z.string().trim().max(1000).default(''),
}).strict();
export type SaveRouteInput = z.infer<typeof saveRouteSchema>;

/** GET /routes/candidates: whom the form offers on one side, with the reason for whoever cannot be chosen. `address`: only who has it on file. */
export const routeCandidatesQuerySchema = z.object({
  side: z.enum(['from', 'to']),
  q: z.string().trim().max(200).default(''),
  address: z.string().trim().max(320).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
}).strict();
export type RouteCandidatesQuery = z.infer<typeof routeCandidatesQuerySchema>;
export const routeCandidatesSchema = z.object({
  employees: z.array(employeeSchema.extend({ refusal: routeRefusalSchema.nullable() })),
  users: z.array(userSchema.extend({ refusal: routeRefusalSchema.nullable() })),
});
export type RouteCandidatesDto = z.infer<typeof routeCandidatesSchema>;

/** POST /routes/dry-run (X15): what a rule would have done to the unassigned intake messages of the last 30 days. */
export const routeDryRunSchema = saveRouteSchema.extend({ id: z.string().max(36).optional() }).strict();
export type RouteDryRunInput = z.infer<typeof routeDryRunSchema>;
export const routeDryRunResultSchema = z.object({
  /** Why it could not be saved as it is; then nothing would be routed. */
  refusals: z.array(routeRefusalSchema),
  days: z.number(),
  /** Unassigned now, of these days; counted up to a bound. */
  unassigned: z.number(),
  /** Of them, from this employee. */
  routed: z.number(),
  /** case: for one user; offer: open to several. */
  becomes: z.enum(['case', 'offer', 'nothing']),
  items: z.array(z.object({ messageId: z.string(), subject: z.string(), from: addressSchema.nullable(), receivedAt: z.string(), reason: z.string(), reasons: reasonsSchema })),
});
export type RouteDryRunResult = z.infer<typeof routeDryRunResultSchema>;

/** POST /routes/:id/route-unassigned: the sender's open unassigned messages follow the rule, too. */
export const routeUnassignedResultSchema = z.object({ routed: z.number() });

/** POST, PUT and DELETE answer with the rule as it is then, or with ok. */
export const removedRouteSchema = okSchema;
