import { accountPageSchema, accountStatusSchema, centerPageSchema, centerViewsSchema, ledgerPageSchema, type AccountDto, type CenterItem, type CenterViewsDto } from '../../../shared/contracts';
import { healthOf, type ImportHealthFigures } from '../home/import-health';
import { centerApi, url, type AccountScope } from './center-api';

/** Enough for an office; the figures of a larger one speak of the first so many accounts. */
const ACCOUNTS = 100;
/** Accounts whose backlog is added up. */
const STATUSES = 20;

export interface OpenMail {
  views: CenterViewsDto['views'];
  newest: CenterItem[];
}

/** Put together of what is there already, for one look at the home page. */
const homeApi = centerApi.injectEndpoints({
  endpoints: (build) => ({
    openMail: build.query<OpenMail, number>({
      async queryFn(limit, _api, _options, baseQuery) {
        const [views, newest] = await Promise.all([
          baseQuery({ method: 'GET', url: url('/center/views') }),
          baseQuery({ method: 'GET', url: url('/center/messages', { view: 'inbox', unread: 1, limit }) }),
        ]);
        const refused = views.error ?? newest.error;
        if (refused) return { error: refused };
        return { data: { views: centerViewsSchema.parse(views.data).views, newest: centerPageSchema.parse(newest.data).items } };
      },
    }),
    importHealth: build.query<ImportHealthFigures, AccountScope>({
      async queryFn(scope, _api, _options, baseQuery) {
        const [accounts, quarantined] = await Promise.all([
          baseQuery({ method: 'GET', url: url('/accounts', { scope, limit: ACCOUNTS }) }),
          baseQuery({ method: 'GET', url: url('/ledger', { outcome: 'quarantined', limit: 50 }) }),
        ]);
        const refused = accounts.error ?? quarantined.error;
        if (refused) return { error: refused };
        const { items } = accountPageSchema.parse(accounts.data);
        const active = items.filter(({ state }: AccountDto) => state === 'active').slice(0, STATUSES);
        const answers = await Promise.all(active.map(async ({ id }) => baseQuery({ method: 'GET', url: url(`/accounts/${encodeURIComponent(id)}/status`) })));
        const failed = answers.find(({ error }) => error !== undefined);
        if (failed?.error) return { error: failed.error };
        return { data: healthOf(items, answers.map(({ data }) => accountStatusSchema.parse(data)), ledgerPageSchema.parse(quarantined.data), new Date()) };
      },
    }),
  }),
});

export const { useOpenMailQuery, useImportHealthQuery } = homeApi;
