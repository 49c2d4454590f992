import { useEffect, useRef, useState } from 'react';
import { isOpenTask, type TaskDto } from '../../../../shared/contracts';
import { problemOf, type Problem } from '../../api/problem';
import { useOpenTaskQuery, useTaskQuery } from '../../api/task-api';

const POLL_MS = 1_000;

/** A task as it goes on, asked for every second until it has ended; `onEnd` is called once, with how it ended. */
export function useTask(id: string, onEnd?: (task: TaskDto) => void): { task: TaskDto | undefined; problem: Problem | null } {
  const [open, setOpen] = useState(true);
  const { data, error } = useTaskQuery(id, { pollingInterval: open ? POLL_MS : 0, refetchOnMountOrArgChange: true });
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (data === undefined) return;
    setOpen(isOpenTask(data));
    if (isOpenTask(data) || told.current === data.id) return;
    told.current = data.id;
    onEnd?.(data);
  }, [data, onEnd]);
  return { task: data, problem: error ? problemOf(error) : null };
}

/** The id of the task that is open for a subject already (after the page was left and opened again), or the one begun here. */
export function useTaskOf(about: { kind: string; subject: string }): { id: string | null; begun: (task: TaskDto) => void } {
  const [id, setId] = useState<string | null>(null);
  const { data } = useOpenTaskQuery(about, { refetchOnMountOrArgChange: true });
  return { id: id ?? data?.id ?? null, begun: (task) => setId(task.id) };
}
