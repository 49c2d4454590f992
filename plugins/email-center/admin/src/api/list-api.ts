import type { z } from 'zod';
import {
  blockedCountSchema, dryRunSchema, importedListsSchema, listEntryPageSchema, listEntrySchema, pastCountSchema, removedListEntrySchema, savedListEntrySchema, startedTaskSchema,
  type AddMany, type ApplyListEntry, type BlockedCount, type ChangeListEntry, type DryRun, type DryRunInput, type ImportedLists, type ImportLists, type ListEntriesQuery, type ListEntryDto, type ListEntryInput,
  type LetIn, type PastCount, type SavedListEntry, type TaskDto,
} from '../../../shared/contracts';
import { centerApi, url, type KeysetPage } from './center-api';

const entry = (id: string, rest = '', query: object = {}) => url(`/lists/${encodeURIComponent(id)}${rest}`, query);
const checked = <T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>) => (answer: unknown): T => schema.parse(answer);

const listApi = centerApi.enhanceEndpoints({ addTagTypes: ['EmailCenterList'] }).injectEndpoints({
  endpoints: (build) => ({
    listEntries: build.query<KeysetPage<ListEntryDto>, Partial<ListEntriesQuery>>({
      query: (filter) => ({ method: 'GET', url: url('/lists', filter) }),
      transformResponse: checked(listEntryPageSchema),
      providesTags: ['EmailCenterList'],
    }),
    listEntry: build.query<ListEntryDto, string>({
      query: (id) => ({ method: 'GET', url: entry(id) }),
      transformResponse: checked(listEntrySchema),
      providesTags: ['EmailCenterList'],
    }),
    listDryRun: build.query<DryRun, DryRunInput>({
      query: (data) => ({ method: 'POST', url: url('/lists/dry-run'), data }),
      transformResponse: checked(dryRunSchema),
    }),
    blockedBy: build.query<BlockedCount, { id: string; days: number }>({
      query: ({ id, days }) => ({ method: 'GET', url: entry(id, '/blocked', { days }) }),
      transformResponse: checked(blockedCountSchema),
    }),
    pastOf: build.query<PastCount, { id: string; together: boolean }>({
      query: ({ id, together }) => ({ method: 'GET', url: entry(id, '/past', { together }) }),
      transformResponse: checked(pastCountSchema),
    }),
    freedBy: build.query<BlockedCount, { id: string; request: LetIn }>({
      query: ({ id, request }) => ({ method: 'POST', url: entry(id, '/freed'), data: request }),
      transformResponse: checked(blockedCountSchema),
    }),
    letIn: build.mutation<TaskDto, { id: string; request: LetIn }>({
      query: ({ id, request }) => ({ method: 'POST', url: entry(id, '/let-in'), data: request }),
      transformResponse: (answer: unknown) => startedTaskSchema.parse(answer).task,
    }),
    addListEntries: build.mutation<ImportedLists, AddMany>({
      query: (data) => ({ method: 'POST', url: url('/lists/many'), data }),
      transformResponse: checked(importedListsSchema),
      invalidatesTags: ['EmailCenterList'],
    }),
    addListEntry: build.mutation<SavedListEntry, ListEntryInput>({
      query: (data) => ({ method: 'POST', url: url('/lists'), data }),
      transformResponse: checked(savedListEntrySchema),
      invalidatesTags: ['EmailCenterList'],
    }),
    changeListEntry: build.mutation<SavedListEntry, { id: string; change: ChangeListEntry }>({
      query: ({ id, change }) => ({ method: 'PUT', url: entry(id), data: change }),
      transformResponse: checked(savedListEntrySchema),
      invalidatesTags: ['EmailCenterList'],
    }),
    removeListEntry: build.mutation<TaskDto | null, { id: string; importDays?: number; together?: boolean }>({
      query: ({ id, ...how }) => ({ method: 'DELETE', url: entry(id, '', how) }),
      transformResponse: (answer: unknown) => removedListEntrySchema.parse(answer).task,
      invalidatesTags: ['EmailCenterList'],
    }),
    applyListEntry: build.mutation<TaskDto, { id: string } & ApplyListEntry>({
      query: ({ id, ...data }) => ({ method: 'POST', url: entry(id, '/apply'), data }),
      transformResponse: (answer: unknown) => startedTaskSchema.parse(answer).task,
    }),
    importLists: build.mutation<ImportedLists, ImportLists>({
      query: (data) => ({ method: 'POST', url: url('/lists/import'), data }),
      transformResponse: checked(importedListsSchema),
      invalidatesTags: ['EmailCenterList'],
    }),
  }),
});

export const exportUrl = (target: Pick<ImportLists, 'scope' | 'accountId' | 'userId'>): string => url('/lists/export', target);
export const {
  useListEntriesQuery, useListEntryQuery, useListDryRunQuery, useBlockedByQuery, useAddListEntryMutation, useChangeListEntryMutation, useRemoveListEntryMutation,
  useApplyListEntryMutation, useImportListsMutation, usePastOfQuery, useLazyPastOfQuery, useFreedByQuery, useLetInMutation, useAddListEntriesMutation,
} = listApi;
