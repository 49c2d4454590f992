import {
  groupPeopleSchema, messageWorkSchema, okSchema, workCountsSchema, workPageSchema, workSchema,
  type GroupPerson, type ListWorkQuery, type MessageWorkDto, type WorkCountsDto, type WorkDto, type WorkItemDto, type WorkStepInput,
} from '../../../shared/contracts';
import { centerApi, url, type KeysetPage } from './center-api';

export interface WorkStepRequest {
  workId: string;
  /** The message whose view has to be read again. */
  messageId: string;
  step: WorkStepInput;
}

/** Work and groups, beside the rest of the admin API. */
export const workApi = centerApi.enhanceEndpoints({ addTagTypes: ['EmailCenterWork'] }).injectEndpoints({
  endpoints: (build) => ({
    listWork: build.query<KeysetPage<WorkItemDto>, Partial<ListWorkQuery>>({
      query: (filter) => ({ method: 'GET', url: url('/work-items', filter) }),
      transformResponse: (answer: unknown) => workPageSchema.parse(answer),
    }),
    workCounts: build.query<WorkCountsDto, void>({
      query: () => ({ method: 'GET', url: url('/work-items/counts') }),
      transformResponse: (answer: unknown) => workCountsSchema.parse(answer),
      providesTags: ['EmailCenterWork'],
    }),
    messageWork: build.query<MessageWorkDto['items'], string>({
      query: (id) => ({ method: 'GET', url: url(`/messages/${encodeURIComponent(id)}/work`) }),
      transformResponse: (answer: unknown) => messageWorkSchema.parse(answer).items,
      providesTags: ['EmailCenterWork'],
    }),
    stepWork: build.mutation<WorkDto, WorkStepRequest>({
      query: ({ workId, step: { step, ...body } }) => ({ method: 'POST', url: url(`/work-items/${encodeURIComponent(workId)}/${step}`), data: body }),
      transformResponse: (answer: unknown) => workSchema.parse(answer),
      invalidatesTags: (_answer, _error, { messageId }) => ['EmailCenterWork', { type: 'EmailCenterMessage', id: messageId }],
    }),
    markUnread: build.mutation<unknown, string>({
      query: (id) => ({ method: 'POST', url: url(`/messages/${encodeURIComponent(id)}/unread`) }),
      transformResponse: (answer: unknown) => okSchema.parse(answer),
      invalidatesTags: ['EmailCenterWork'],
    }),
    /** Reads the message once more, which marks it read on the server. */
    noteOpened: build.mutation<null, string>({
      queryFn: () => ({ data: null }),
      invalidatesTags: (_answer, _error, id) => [{ type: 'EmailCenterMessage', id }],
    }),
    groupPeople: build.query<GroupPerson[], void>({
      query: () => ({ method: 'GET', url: url('/groups/people') }),
      transformResponse: (answer: unknown) => groupPeopleSchema.parse(answer).people,
    }),
  }),
});

export const { useLazyListWorkQuery, useWorkCountsQuery, useMessageWorkQuery, useStepWorkMutation, useMarkUnreadMutation, useNoteOpenedMutation, useGroupPeopleQuery } = workApi;
