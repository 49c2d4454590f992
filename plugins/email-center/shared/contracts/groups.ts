import { z } from 'zod';

/** GET /groups/people: active panel users whose role reads the messages of groups, by name; only they can be members. */
export const groupPeopleSchema = z.object({ people: z.array(z.object({ id: z.number(), name: z.string(), email: z.string() })) });
export type GroupPerson = z.infer<typeof groupPeopleSchema>['people'][number];
