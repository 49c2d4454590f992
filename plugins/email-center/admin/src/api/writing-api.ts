import type { z } from 'zod';
import {
  draftPageSchema, filledTemplateSchema, identitiesSchema, okSchema, placeholdersSchema, recipientsSchema, recordTypesSchema, sendingSettingsSchema, templateSchema, templatesSchema,
  type FilledTemplateDto, type FillTemplateInput, type IdentityDto, type RecipientDto, type SaveTemplateInput, type SendingSettings, type TemplateDto,
} from '../../../shared/contracts';
import { centerApi, url, type KeysetPage } from './center-api';

export type DraftItem = z.infer<typeof draftPageSchema>['items'][number];
export type Placeholder = z.infer<typeof placeholdersSchema>['placeholders'][number];
export type RecordType = z.infer<typeof recordTypesSchema>['types'][number];

const template = (id: string, rest = '') => url(`/templates/${encodeURIComponent(id)}${rest}`);
const sending = (accountId: string) => url(`/accounts/${encodeURIComponent(accountId)}/sending`);
const checked = <T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>) => (answer: unknown): T => schema.parse(answer);

/** What writing needs besides the draft itself: identities, people, templates, and how an account sends. */
const writingApi = centerApi.enhanceEndpoints({ addTagTypes: ['EmailCenterIdentity', 'EmailCenterTemplate', 'EmailCenterDraft', 'EmailCenterViews'] }).injectEndpoints({
  endpoints: (build) => ({
    identities: build.query<IdentityDto[], void>({
      query: () => ({ method: 'GET', url: url('/identities') }),
      transformResponse: (answer: unknown) => identitiesSchema.parse(answer).identities,
      providesTags: ['EmailCenterIdentity', 'EmailCenterAccount'],
    }),
    recipients: build.query<RecipientDto[], string>({
      query: (q) => ({ method: 'GET', url: url('/recipients', { q }) }),
      transformResponse: (answer: unknown) => recipientsSchema.parse(answer).recipients,
      keepUnusedDataFor: 30,
    }),
    listDrafts: build.query<KeysetPage<DraftItem>, { cursor?: string; limit?: number }>({
      query: (page) => ({ method: 'GET', url: url('/drafts', page) }),
      transformResponse: checked(draftPageSchema),
      keepUnusedDataFor: 0,
    }),
    sendingSettings: build.query<SendingSettings, string>({
      query: (accountId) => ({ method: 'GET', url: sending(accountId) }),
      transformResponse: checked(sendingSettingsSchema),
      providesTags: ['EmailCenterIdentity'],
    }),
    saveSendingSettings: build.mutation<SendingSettings, { accountId: string; settings: SendingSettings }>({
      query: ({ accountId, settings }) => ({ method: 'PUT', url: sending(accountId), data: settings }),
      transformResponse: checked(sendingSettingsSchema),
      invalidatesTags: ['EmailCenterIdentity'],
    }),
    templates: build.query<TemplateDto[], void>({
      query: () => ({ method: 'GET', url: url('/templates') }),
      transformResponse: (answer: unknown) => templatesSchema.parse(answer).templates,
      providesTags: ['EmailCenterTemplate'],
    }),
    addTemplate: build.mutation<TemplateDto, SaveTemplateInput>({
      query: (data) => ({ method: 'POST', url: url('/templates'), data }),
      transformResponse: checked(templateSchema),
      invalidatesTags: ['EmailCenterTemplate'],
    }),
    changeTemplate: build.mutation<TemplateDto, { id: string; input: SaveTemplateInput }>({
      query: ({ id, input }) => ({ method: 'PUT', url: template(id), data: input }),
      transformResponse: checked(templateSchema),
      invalidatesTags: ['EmailCenterTemplate'],
    }),
    removeTemplate: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', url: template(id) }),
      transformResponse: checked(okSchema),
      invalidatesTags: ['EmailCenterTemplate'],
    }),
    placeholders: build.query<Placeholder[], string | null>({
      query: (recordType) => ({ method: 'GET', url: url('/templates/placeholders', { recordType }) }),
      transformResponse: (answer: unknown) => placeholdersSchema.parse(answer).placeholders,
    }),
    recordTypes: build.query<RecordType[], void>({
      query: () => ({ method: 'GET', url: url('/record-types') }),
      transformResponse: (answer: unknown) => recordTypesSchema.parse(answer).types,
    }),
    /** Reads only; not kept, because the record may have changed since. */
    fillTemplate: build.mutation<FilledTemplateDto, { id: string; input: Partial<FillTemplateInput> }>({
      query: ({ id, input }) => ({ method: 'POST', url: template(id, '/fill'), data: input }),
      transformResponse: checked(filledTemplateSchema),
    }),
    /** Drafts change outside the store; this tells the numbers beside the views. */
    noteDraftsChanged: build.mutation<null, void>({
      queryFn: () => ({ data: null }),
      invalidatesTags: ['EmailCenterDraft', 'EmailCenterViews'],
    }),
  }),
});

export const {
  useIdentitiesQuery, useRecipientsQuery, useLazyListDraftsQuery, useSendingSettingsQuery, useSaveSendingSettingsMutation, useTemplatesQuery, useAddTemplateMutation,
  useChangeTemplateMutation, useRemoveTemplateMutation, usePlaceholdersQuery, useRecordTypesQuery, useFillTemplateMutation, useNoteDraftsChangedMutation,
} = writingApi;
