import {
  bulkResultSchema, centerPageSchema, centerViewsSchema, okSchema, runningImportsSchema, savedSearchesSchema, savedSearchSchema, tagSchema, tagsSchema, taskSchema,
  type BulkResult, type CenterItem, type CenterViewsDto, type ListCenterQuery, type RunningImportsDto, type SavedSearchDto, type SetStatesInput, type TagDto, type TaskDto,
} from '../../../shared/contracts';
import { centerApi, url, type KeysetPage, type RecordRef } from './center-api';

export type CenterQuery = Partial<ListCenterQuery>;

/** Views, the lists behind them, and what is done to many messages at once. */
const viewsApi = centerApi.enhanceEndpoints({ addTagTypes: ['EmailCenterViews', 'EmailCenterWork', 'EmailCenterTag', 'EmailCenterSavedSearch'] }).injectEndpoints({
  endpoints: (build) => ({
    centerViews: build.query<CenterViewsDto['views'], void>({
      query: () => ({ method: 'GET', url: url('/center/views') }),
      transformResponse: (answer: unknown) => centerViewsSchema.parse(answer).views,
      providesTags: ['EmailCenterViews', 'EmailCenterWork', 'EmailCenterTag', 'EmailCenterSavedSearch'],
    }),
    listCenter: build.query<KeysetPage<CenterItem>, CenterQuery>({
      query: (asked) => ({ method: 'GET', url: url('/center/messages', asked) }),
      transformResponse: (answer: unknown) => centerPageSchema.parse(answer),
      keepUnusedDataFor: 0,
    }),
    runningImports: build.query<RunningImportsDto, void>({
      query: () => ({ method: 'GET', url: url('/center/imports') }),
      transformResponse: (answer: unknown) => runningImportsSchema.parse(answer),
    }),
    setStates: build.mutation<BulkResult, SetStatesInput>({
      query: (data) => ({ method: 'POST', url: url('/center/states'), data }),
      transformResponse: (answer: unknown) => bulkResultSchema.parse(answer),
      invalidatesTags: ['EmailCenterViews'],
    }),
    /** `undo` takes back what was just linked, as if it never was. */
    linkMany: build.mutation<BulkResult, { ids: string[]; record: RecordRef; undo?: boolean }>({
      query: ({ ids, record: { recordType, recordId }, undo = false }) => ({ method: 'POST', url: url(undo ? '/center/unlink' : '/center/link'), data: { ids, recordType, recordId, undo } }),
      transformResponse: (answer: unknown) => bulkResultSchema.parse(answer),
      invalidatesTags: (_answer, _error, { ids }) => ['EmailCenterViews', ...ids.map((id) => ({ type: 'EmailCenterMessage' as const, id }))],
    }),
    assignMany: build.mutation<BulkResult, { ids: string[]; to: number | null }>({
      query: (data) => ({ method: 'POST', url: url('/center/assign'), data }),
      transformResponse: (answer: unknown) => bulkResultSchema.parse(answer),
      invalidatesTags: (_answer, _error, { ids }) => ['EmailCenterWork', ...ids.map((id) => ({ type: 'EmailCenterMessage' as const, id }))],
    }),
    eraseMany: build.mutation<TaskDto, { ids: string[] }>({
      query: (data) => ({ method: 'POST', url: url('/center/erase'), data }),
      transformResponse: (answer: unknown) => taskSchema.parse(answer),
    }),
    tags: build.query<TagDto[], void>({
      query: () => ({ method: 'GET', url: url('/tags') }),
      transformResponse: (answer: unknown) => tagsSchema.parse(answer).tags,
      providesTags: ['EmailCenterTag'],
    }),
    addTag: build.mutation<TagDto, Omit<TagDto, 'id'>>({
      query: (data) => ({ method: 'POST', url: url('/tags'), data }),
      transformResponse: (answer: unknown) => tagSchema.parse(answer),
      invalidatesTags: ['EmailCenterTag'],
    }),
    removeTag: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', url: url(`/tags/${encodeURIComponent(id)}`) }),
      transformResponse: (answer: unknown) => okSchema.parse(answer),
      invalidatesTags: ['EmailCenterTag'],
    }),
    savedSearches: build.query<SavedSearchDto[], void>({
      query: () => ({ method: 'GET', url: url('/saved-searches') }),
      transformResponse: (answer: unknown) => savedSearchesSchema.parse(answer).searches,
      providesTags: ['EmailCenterSavedSearch'],
    }),
    saveSearch: build.mutation<SavedSearchDto, Pick<SavedSearchDto, 'name' | 'q' | 'shared'>>({
      query: (data) => ({ method: 'POST', url: url('/saved-searches'), data }),
      transformResponse: (answer: unknown) => savedSearchSchema.parse(answer),
      invalidatesTags: ['EmailCenterSavedSearch'],
    }),
    removeSearch: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', url: url(`/saved-searches/${encodeURIComponent(id)}`) }),
      transformResponse: (answer: unknown) => okSchema.parse(answer),
      invalidatesTags: ['EmailCenterSavedSearch'],
    }),
    /** Something came in or was changed elsewhere: the numbers beside the views are read again. */
    noteChanged: build.mutation<null, 'EmailCenterViews' | 'EmailCenterWork'>({
      queryFn: () => ({ data: null }),
      invalidatesTags: (_answer, _error, tag) => [tag],
    }),
  }),
});

export const {
  useCenterViewsQuery, useLazyListCenterQuery, useRunningImportsQuery, useSetStatesMutation, useLinkManyMutation, useAssignManyMutation, useEraseManyMutation,
  useTagsQuery, useAddTagMutation, useRemoveTagMutation, useSavedSearchesQuery, useLazySavedSearchesQuery, useSaveSearchMutation, useRemoveSearchMutation, useNoteChangedMutation,
} = viewsApi;
