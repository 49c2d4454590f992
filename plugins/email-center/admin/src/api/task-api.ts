import { foundTaskSchema, taskSchema, type TaskDto } from '../../../shared/contracts';
import { centerApi, url } from './center-api';

const taskApi = centerApi.enhanceEndpoints({ addTagTypes: ['EmailCenterTask'] }).injectEndpoints({
  endpoints: (build) => ({
    task: build.query<TaskDto, string>({
      query: (id) => ({ method: 'GET', url: url(`/tasks/${encodeURIComponent(id)}`) }),
      transformResponse: (answer: unknown) => taskSchema.parse(answer),
      providesTags: (_answer, _error, id) => [{ type: 'EmailCenterTask', id }],
    }),
    openTask: build.query<TaskDto | null, { kind: string; subject: string }>({
      query: (about) => ({ method: 'GET', url: url('/tasks', about) }),
      transformResponse: (answer: unknown) => foundTaskSchema.parse(answer).task,
    }),
    stopTask: build.mutation<TaskDto, string>({
      query: (id) => ({ method: 'POST', url: url(`/tasks/${encodeURIComponent(id)}/stop`) }),
      transformResponse: (answer: unknown) => taskSchema.parse(answer),
      invalidatesTags: (_answer, _error, id) => [{ type: 'EmailCenterTask', id }],
    }),
  }),
});

export const { useTaskQuery, useOpenTaskQuery, useStopTaskMutation } = taskApi;
