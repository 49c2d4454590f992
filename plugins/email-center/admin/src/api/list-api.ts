import type { z } from 'zod';
import {
  blockedCountSchema, dryRunSchema, importedListsSchema, listEntryPageSchema, listEntrySchema, removedListEntrySchema, savedListEntrySchema, startedTaskSchema,
  type ApplyListEntry, type BlockedCount, type ChangeListEntry, type DryRun, type DryRunInput, type ImportedLists, type ImportLists, type ListEntriesQuery, type ListEntryDto, type ListEntryInput,
  type SavedListEntry, type TaskDto,
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
    removeListEntry: build.mutation<TaskDto | null, { id: string; importDays?: number }>({
      query: ({ id, importDays }) => ({ method: 'DELETE', url: entry(id, '', { importDays }) }),
      transformResponse: (answer: unknown) => removedListEntrySchema.parse(answer).task,
      invalidatesTags: ['EmailCenterList'],
    }),
    applyListEntry: build.mutation<TaskDto, { id: string; action: ApplyListEntry['action'] }>({
      query: ({ id, action }) => ({ method: 'POST', url: entry(id, '/apply'), data: { action } }),
      transformResponse: (answer: unknown) => startedTaskSchema.parse(answer).task,
    }),
    importLists: build.mutation<ImportedLists, Pick<ImportLists, 'csv' | 'skipWrong' | 'scope'>>({
      query: (data) => ({ method: 'POST', url: url('/lists/import'), data }),
      transformResponse: checked(importedListsSchema),
      invalidatesTags: ['EmailCenterList'],
    }),
  }),
});

export const exportUrl = (scope: 'everybody' | 'user'): string => url('/lists/export', { scope });
export const {
  useListEntriesQuery, useListEntryQuery, useListDryRunQuery, useBlockedByQuery, useAddListEntryMutation, useChangeListEntryMutation, useRemoveListEntryMutation,
  useApplyListEntryMutation, useImportListsMutation,
} = listApi;
