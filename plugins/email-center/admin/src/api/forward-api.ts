import { accountSchema, counterpartSetSchema, type AccountDto } from '../../../shared/contracts';
import { centerApi, url } from './center-api';

/** Forward addresses, and what a person says of a message that could not be read. */
const forwardApi = centerApi.injectEndpoints({
  endpoints: (build) => ({
    rotateAddress: build.mutation<AccountDto, { id: string; graceDays: number }>({
      query: ({ id, graceDays }) => ({ method: 'POST', url: url(`/accounts/${encodeURIComponent(id)}/rotate-address`), data: { graceDays } }),
      transformResponse: (answer: unknown) => accountSchema.parse(answer),
      invalidatesTags: ['EmailCenterAccount'],
    }),
    setCounterpart: build.mutation<{ linked: number }, { id: string; address: string; direction: 'incoming' | 'outgoing' }>({
      query: ({ id, ...said }) => ({ method: 'POST', url: url(`/messages/${encodeURIComponent(id)}/counterpart`), data: said }),
      transformResponse: (answer: unknown) => counterpartSetSchema.parse(answer),
      invalidatesTags: (_answer, _error, { id }) => [{ type: 'EmailCenterMessage', id }],
    }),
  }),
});

export const { useRotateAddressMutation, useSetCounterpartMutation } = forwardApi;
