import { z } from 'zod';
import { mailErrorSchema } from './shapes';

/** Long work in the background: late matching, importing what was blocked, hiding, erasing. */
export const taskSchema = z.object({
  id: z.string(),
  /** What it does, e.g. `import-blocked`. */
  kind: z.string(),
  /** What it is about, e.g. `list-entry:ID`, to find the one that runs for it. */
  subject: z.string(),
  state: z.enum(['queued', 'running', 'done', 'stopped', 'failed']),
  done: z.number(),
  /** Null while it is not known how much there is. */
  total: z.number().nullable(),
  /** What came of it; its shape is the kind's own. */
  result: z.record(z.unknown()).nullable(),
  error: mailErrorSchema.nullable(),
  /** A stop was asked for; it ends after the batch it is at. */
  stopping: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type TaskDto = z.infer<typeof taskSchema>;
export const isOpenTask = (task: Pick<TaskDto, 'state'>): boolean => task.state === 'queued' || task.state === 'running';

/** GET /tasks?kind=&subject= : the one that is queued or running for it, so that a page shows it again after it was left. */
export const findTaskQuerySchema = z.object({ kind: z.string().min(1).max(40), subject: z.string().min(1).max(255) }).strict();
export const foundTaskSchema = z.object({ task: taskSchema.nullable() });
/** GET /tasks/:id and POST /tasks/:id/stop answer the task. */
