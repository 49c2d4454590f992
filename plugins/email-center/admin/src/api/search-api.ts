import type { z } from 'zod';
import { searchPageSchema, suggestionsSchema, type SearchPage, type SuggestionDto } from '../../../shared/contracts';
import { centerApi, url } from './center-api';

const checked = <T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>) => (answer: unknown): T => schema.parse(answer);

/** Days of `before:` and `after:` begin where the person is. */
const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const searchApi = centerApi.injectEndpoints({
  endpoints: (build) => ({
    searchMessages: build.query<SearchPage, { q: string; cursor?: string; limit?: number }>({
      query: (asked) => ({ method: 'GET', url: url('/search', { ...asked, zone: zone() }) }),
      transformResponse: checked(searchPageSchema),
    }),
    suggestSearch: build.query<SuggestionDto[], { q: string; at: number }>({
      query: (asked) => ({ method: 'GET', url: url('/search/suggest', asked) }),
      transformResponse: (answer: unknown) => suggestionsSchema.parse(answer).suggestions,
    }),
  }),
});

export const { useSearchMessagesQuery, useLazySearchMessagesQuery, useSuggestSearchQuery } = searchApi;
