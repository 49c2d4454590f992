import { adminApi } from '@strapi/strapi/admin';
import type { z } from 'zod';
import {
  accountPageSchema, accountSchema, accountStatusSchema, activityPageSchema, ledgerPageSchema, messageDetailSchema, messagePageSchema,
  okSchema, providersSchema, replayResultSchema, taskSchema,
  type AccountDto, type AccountStatusDto, type ActivityDto, type CreateAccountInput, type FailingAddressDto, type ListActivitiesQuery, type ListLedgerQuery, type ListMessagesQuery,
  type MessageDetail, type MessageListItem, type ProviderDto, type SightingDto, type TaskDto, type UpdateAccountInput,
} from '../../../shared/contracts';
import { PLUGIN_ID } from '../plugin-id';

export interface KeysetPage<T> {
  items: T[];
  next: string | null;
}
export type AccountScope = 'mine' | 'all';
export type LedgerFilter = Partial<Pick<ListLedgerQuery, 'account' | 'outcome' | 'q' | 'cursor' | 'limit'>>;
export type MessageFilter = Partial<Pick<ListMessagesQuery, 'account' | 'shared' | 'direction' | 'links' | 'automatic' | 'q' | 'cursor' | 'limit'>>;
export type ActivityPage = KeysetPage<ActivityDto> & { total: number; failing: FailingAddressDto[] };
export interface RecordRef {
  recordType: string;
  recordId: string;
}

/** Every list of accounts is short enough to be held whole; this bounds it all the same. */
const ACCOUNT_PAGES = 40;

/** Path and query of an endpoint. The fetch client of the panel does not encode, so it is done here. */
export function url(path: string, query: object = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return `/${PLUGIN_ID}${path}${text ? `?${text}` : ''}`;
}

const account = (id: string, rest = '') => url(`/accounts/${encodeURIComponent(id)}${rest}`);
const checked =
  <T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>) =>
  (answer: unknown): T =>
    schema.parse(answer);

/**
 * The one typed client of the email center's admin API. Answers are parsed by the contracts' own schemas, so that a
 * drift between server and panel shows as a clear failure and not as an empty field.
 */
export const centerApi = adminApi
  .enhanceEndpoints({ addTagTypes: ['EmailCenterAccount', 'EmailCenterStatus', 'EmailCenterMessage'] })
  .injectEndpoints({
    endpoints: (build) => ({
      listMessages: build.query<KeysetPage<MessageListItem>, MessageFilter>({
        query: (filter) => ({ method: 'GET', url: url('/messages', filter) }),
        transformResponse: checked(messagePageSchema),
      }),
      message: build.query<MessageDetail, { id: string; images?: boolean }>({
        query: ({ id, images }) => ({ method: 'GET', url: url(`/messages/${encodeURIComponent(id)}`, images ? { images: 1 } : {}) }),
        transformResponse: checked(messageDetailSchema),
        providesTags: (_answer, _error, { id }) => [{ type: 'EmailCenterMessage', id }],
      }),
      listActivities: build.query<ActivityPage, RecordRef & Partial<ListActivitiesQuery>>({
        query: ({ recordType, recordId, ...page }) => ({
          method: 'GET',
          url: url(`/records/${encodeURIComponent(recordType)}/${encodeURIComponent(recordId)}/activities`, page),
        }),
        transformResponse: checked(activityPageSchema),
      }),
      listLedger: build.query<KeysetPage<SightingDto>, LedgerFilter>({
        query: (filter) => ({ method: 'GET', url: url('/ledger', filter) }),
        transformResponse: checked(ledgerPageSchema),
      }),
      accounts: build.query<AccountDto[], AccountScope>({
        async queryFn(scope, _api, _options, baseQuery) {
          const accounts: AccountDto[] = [];
          let cursor: string | undefined;
          for (let page = 0; page < ACCOUNT_PAGES; page += 1) {
            const answer = await baseQuery({ method: 'GET', url: url('/accounts', { scope, cursor }) });
            if (answer.error) return { error: answer.error };
            const { items, next } = accountPageSchema.parse(answer.data);
            accounts.push(...items);
            if (next === null) break;
            cursor = next;
          }
          return { data: accounts };
        },
        providesTags: ['EmailCenterAccount'],
      }),
      account: build.query<AccountDto, string>({
        query: (id) => ({ method: 'GET', url: account(id) }),
        transformResponse: checked(accountSchema),
        providesTags: ['EmailCenterAccount'],
      }),
      accountStatus: build.query<AccountStatusDto, string>({
        query: (id) => ({ method: 'GET', url: account(id, '/status') }),
        transformResponse: checked(accountStatusSchema),
        providesTags: (_answer, _error, id) => [{ type: 'EmailCenterStatus', id }],
      }),
      providers: build.query<ProviderDto[], void>({
        query: () => ({ method: 'GET', url: url('/providers') }),
        transformResponse: (answer: unknown) => providersSchema.parse(answer).providers,
      }),
      createAccount: build.mutation<AccountDto, CreateAccountInput>({
        query: (data) => ({ method: 'POST', url: url('/accounts'), data }),
        transformResponse: checked(accountSchema),
        invalidatesTags: ['EmailCenterAccount'],
      }),
      updateAccount: build.mutation<AccountDto, { id: string; changes: UpdateAccountInput }>({
        query: ({ id, changes }) => ({ method: 'PUT', url: account(id), data: changes }),
        transformResponse: checked(accountSchema),
        invalidatesTags: ['EmailCenterAccount', 'EmailCenterStatus'],
      }),
      removeAccount: build.mutation<{ ok: true }, string>({
        query: (id) => ({ method: 'DELETE', url: account(id) }),
        transformResponse: checked(okSchema),
        invalidatesTags: ['EmailCenterAccount'],
      }),
      activateAccount: build.mutation<unknown, string>({
        query: (id) => ({ method: 'POST', url: account(id, '/activate') }),
        invalidatesTags: ['EmailCenterAccount', 'EmailCenterStatus'],
      }),
      pauseAccount: build.mutation<unknown, string>({
        query: (id) => ({ method: 'POST', url: account(id, '/pause') }),
        invalidatesTags: ['EmailCenterAccount', 'EmailCenterStatus'],
      }),
      syncAccount: build.mutation<unknown, string>({
        query: (id) => ({ method: 'POST', url: account(id, '/sync') }),
        invalidatesTags: (_answer, _error, id) => [{ type: 'EmailCenterStatus', id }],
      }),
      /** The test runs as a stream outside the store; this tells the store that an account may have changed by it. */
      noteTested: build.mutation<null, string>({
        queryFn: () => ({ data: null }),
        invalidatesTags: ['EmailCenterAccount', 'EmailCenterStatus'],
      }),
      reconcileAccount: build.mutation<TaskDto, string>({
        query: (id) => ({ method: 'POST', url: account(id, '/reconcile') }),
        transformResponse: checked(taskSchema),
      }),
      replaySighting: build.mutation<z.infer<typeof replayResultSchema>, string>({
        query: (id) => ({ method: 'POST', url: url(`/ledger/${encodeURIComponent(id)}/replay`) }),
        transformResponse: checked(replayResultSchema),
        invalidatesTags: ['EmailCenterStatus'],
      }),
    }),
  });

export const {
  useMessageQuery, useLazyMessageQuery, useAccountsQuery, useAccountQuery, useAccountStatusQuery, useProvidersQuery, useCreateAccountMutation, useUpdateAccountMutation,
  useRemoveAccountMutation, useActivateAccountMutation, usePauseAccountMutation, useSyncAccountMutation, useReconcileAccountMutation,
  useNoteTestedMutation, useReplaySightingMutation, useLazyListMessagesQuery, useLazyListActivitiesQuery, useLazyListLedgerQuery,
} = centerApi;
