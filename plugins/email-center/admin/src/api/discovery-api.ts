import { discoverySchema, estimateSchema, type DiscoveryDto, type EstimateDto } from '../../../shared/contracts';
import { centerApi, url } from './center-api';

const discoveryApi = centerApi.injectEndpoints({
  endpoints: (build) => ({
    discover: build.mutation<DiscoveryDto, string>({
      query: (address) => ({ method: 'POST', url: url('/discovery'), data: { address } }),
      transformResponse: (answer: unknown) => discoverySchema.parse(answer),
    }),
    estimate: build.query<EstimateDto, string>({
      query: (id) => ({ method: 'POST', url: url(`/accounts/${encodeURIComponent(id)}/estimate`) }),
      transformResponse: (answer: unknown) => estimateSchema.parse(answer),
      // What a mailbox holds changes by the minute, and the step is left and entered again.
      keepUnusedDataFor: 60,
    }),
  }),
});

export const { useDiscoverMutation, useEstimateQuery } = discoveryApi;
