import { cancelledSchema, outboxItemSchema, outboxPageSchema, type ListOutboxQuery, type OutboxItemDto } from '../../../shared/contracts';
import { centerApi, url, type KeysetPage } from './center-api';

export type OutboxStep = 'send-now' | 'retry' | 'dismiss';

/** What waits to be sent, and what became of it. */
const outboxApi = centerApi.enhanceEndpoints({ addTagTypes: ['EmailCenterOutbox', 'EmailCenterViews'] }).injectEndpoints({
  endpoints: (build) => ({
    listOutbox: build.query<KeysetPage<OutboxItemDto>, Partial<ListOutboxQuery>>({
      query: (filter) => ({ method: 'GET', url: url('/outbox', filter) }),
      transformResponse: (answer: unknown) => outboxPageSchema.parse(answer),
      keepUnusedDataFor: 0,
    }),
    stepOutbox: build.mutation<OutboxItemDto, { id: string; step: OutboxStep }>({
      query: ({ id, step }) => ({ method: 'POST', url: url(`/outbox/${encodeURIComponent(id)}/${step}`) }),
      transformResponse: (answer: unknown) => outboxItemSchema.parse(answer),
      invalidatesTags: ['EmailCenterViews'],
    }),
    cancelOutbox: build.mutation<string, string>({
      query: (id) => ({ method: 'POST', url: url(`/outbox/${encodeURIComponent(id)}/cancel`) }),
      transformResponse: (answer: unknown) => cancelledSchema.parse(answer).draft,
      invalidatesTags: ['EmailCenterViews'],
    }),
  }),
});

export const { useLazyListOutboxQuery, useStepOutboxMutation, useCancelOutboxMutation } = outboxApi;
