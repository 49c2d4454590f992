import {
  lostOffersSchema, okSchema, routeCandidatesSchema, routeDryRunResultSchema, routeListSchema, routeSchema, routeUnassignedResultSchema, takenOffersSchema,
  type LostOfferDto, type RouteCandidatesDto, type RouteCandidatesQuery, type RouteDryRunInput, type RouteDryRunResult, type RouteDto, type RouteListDto, type SaveRouteInput,
} from '../../../shared/contracts';
import { centerApi, url } from './center-api';

const route = (id: string, rest = '') => url(`/routes/${encodeURIComponent(id)}${rest}`);

/** The routing table and the offers it makes. */
const routingApi = centerApi.enhanceEndpoints({ addTagTypes: ['EmailCenterRoute', 'EmailCenterWork', 'EmailCenterLostOffer'] }).injectEndpoints({
  endpoints: (build) => ({
    routes: build.query<RouteListDto, void>({
      query: () => ({ method: 'GET', url: url('/routes') }),
      transformResponse: (answer: unknown) => routeListSchema.parse(answer),
      providesTags: ['EmailCenterRoute'],
    }),
    routeCandidates: build.query<RouteCandidatesDto, Partial<RouteCandidatesQuery> & Pick<RouteCandidatesQuery, 'side'>>({
      query: (asked) => ({ method: 'GET', url: url('/routes/candidates', asked) }),
      transformResponse: (answer: unknown) => routeCandidatesSchema.parse(answer),
      providesTags: ['EmailCenterRoute'],
    }),
    routeDryRun: build.query<RouteDryRunResult, RouteDryRunInput>({
      query: (data) => ({ method: 'POST', url: url('/routes/dry-run'), data }),
      transformResponse: (answer: unknown) => routeDryRunResultSchema.parse(answer),
      providesTags: ['EmailCenterRoute', 'EmailCenterWork'],
    }),
    saveRoute: build.mutation<RouteDto, { id: string | null; input: SaveRouteInput }>({
      query: ({ id, input }) => (id === null ? { method: 'POST', url: url('/routes'), data: input } : { method: 'PUT', url: route(id), data: input }),
      transformResponse: (answer: unknown) => routeSchema.parse(answer),
      invalidatesTags: ['EmailCenterRoute'],
    }),
    removeRoute: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', url: route(id) }),
      transformResponse: (answer: unknown) => okSchema.parse(answer),
      invalidatesTags: ['EmailCenterRoute'],
    }),
    routeUnassigned: build.mutation<number, string>({
      query: (id) => ({ method: 'POST', url: route(id, '/route-unassigned') }),
      transformResponse: (answer: unknown) => routeUnassignedResultSchema.parse(answer).routed,
      invalidatesTags: ['EmailCenterWork', 'EmailCenterRoute'],
    }),
    takeOffers: build.mutation<number, void>({
      query: () => ({ method: 'POST', url: url('/work-items/take-offers') }),
      transformResponse: (answer: unknown) => takenOffersSchema.parse(answer).taken,
      invalidatesTags: ['EmailCenterWork', 'EmailCenterLostOffer'],
    }),
    lostOffers: build.query<LostOfferDto[], void>({
      query: () => ({ method: 'GET', url: url('/work-items/taken-offers') }),
      transformResponse: (answer: unknown) => lostOffersSchema.parse(answer).items,
      providesTags: ['EmailCenterLostOffer', 'EmailCenterWork'],
    }),
    dismissOffer: build.mutation<unknown, string>({
      query: (workId) => ({ method: 'POST', url: url(`/work-items/taken-offers/${encodeURIComponent(workId)}/dismiss`) }),
      transformResponse: (answer: unknown) => okSchema.parse(answer),
      invalidatesTags: ['EmailCenterLostOffer'],
    }),
  }),
});

export const {
  useRoutesQuery, useRouteCandidatesQuery, useRouteDryRunQuery, useSaveRouteMutation, useRemoveRouteMutation, useRouteUnassignedMutation, useTakeOffersMutation, useLostOffersQuery, useDismissOfferMutation,
} = routingApi;
