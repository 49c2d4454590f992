import {
  foundRecordsSchema, messageLinksSchema, taskSchema, whySchema, type FoundRecordDto, type RecordLinkDto, type TaskDto, type WhyDto,
} from '../../../shared/contracts';
import { centerApi, url, type RecordRef } from './center-api';

const links = (message: string, rest = '') => url(`/messages/${encodeURIComponent(message)}/links${rest}`);
const record = ({ recordType, recordId }: RecordRef) => `/${encodeURIComponent(recordType)}/${encodeURIComponent(recordId)}`;
const isSame = (one: RecordRef, other: RecordRef) => one.recordType === other.recordType && one.recordId === other.recordId;

type Patch = (links: RecordLinkDto[]) => RecordLinkDto[];

/** Changes the links of the message wherever it is shown, before the server has answered or by its answer; returns how to take that back. */
function patchLinks(dispatch: (action: never) => unknown, message: string, patch: Patch): () => void {
  const changes = [undefined, true].map((images) => {
    const about = images ? { id: message, images } : { id: message };
    const thunk = centerApi.util.updateQueryData('message', about, (draft) => {
      draft.links = patch(draft.links);
    });
    return dispatch(thunk as never) as { undo(): void };
  });
  return () => changes.forEach((change) => change.undo());
}

/** Links by hand, their reasons, and looking for earlier mail. */
const linksApi = centerApi.enhanceEndpoints({ addTagTypes: ['EmailCenterWhy'] }).injectEndpoints({
  endpoints: (build) => ({
    why: build.query<WhyDto, string>({
      query: (message) => ({ method: 'GET', url: url(`/messages/${encodeURIComponent(message)}/why`) }),
      transformResponse: (answer: unknown) => whySchema.parse(answer),
      providesTags: (_answer, _error, id) => [{ type: 'EmailCenterWhy', id }],
    }),
    searchRecords: build.query<FoundRecordDto[], string>({
      query: (q) => ({ method: 'GET', url: url('/records/search', { q }) }),
      transformResponse: (answer: unknown) => foundRecordsSchema.parse(answer).records,
      keepUnusedDataFor: 10,
    }),
    /** Answers at once: the chip is there before the server has said so, and goes again when it refuses. */
    linkMessage: build.mutation<RecordLinkDto[], { message: string; link: RecordRef & { typeName: string; label: string }; restore?: boolean }>({
      query: ({ message, link: { recordType, recordId }, restore }) => ({ method: 'POST', url: links(message), data: { recordType, recordId, restore: restore === true } }),
      transformResponse: (answer: unknown) => messageLinksSchema.parse(answer).links,
      invalidatesTags: (_answer, _error, { message }) => [{ type: 'EmailCenterWhy', id: message }],
      async onQueryStarted({ message, link }, { dispatch, queryFulfilled }) {
        const undo = patchLinks(dispatch, message, (before) => (before.some((one) => isSame(one, link)) ? before : [...before, { ...link, reasons: [] }]));
        await queryFulfilled.then(({ data }) => patchLinks(dispatch, message, () => data), undo);
      },
    }),
    unlinkMessage: build.mutation<RecordLinkDto[], { message: string; link: RecordRef; undo?: boolean }>({
      query: ({ message, link, undo }) => ({ method: 'DELETE', url: links(message, record(link)) + (undo ? '?undo=1' : '') }),
      transformResponse: (answer: unknown) => messageLinksSchema.parse(answer).links,
      invalidatesTags: (_answer, _error, { message }) => [{ type: 'EmailCenterWhy', id: message }],
      async onQueryStarted({ message, link }, { dispatch, queryFulfilled }) {
        const undo = patchLinks(dispatch, message, (before) => before.filter((one) => !isSame(one, link)));
        await queryFulfilled.then(({ data }) => patchLinks(dispatch, message, () => data), undo);
      },
    }),
    lookEarlier: build.mutation<TaskDto, RecordRef>({
      query: (about) => ({ method: 'POST', url: url(`/records${record(about)}/look-earlier`) }),
      transformResponse: (answer: unknown) => taskSchema.parse(answer),
    }),
    /** Earlier mail was linked: what is shown of messages may be out of date. */
    noteLinked: build.mutation<null, string | null>({
      queryFn: () => ({ data: null }),
      invalidatesTags: (_answer, _error, message) => (message === null ? [] : [{ type: 'EmailCenterMessage', id: message }, { type: 'EmailCenterWhy', id: message }]),
    }),
  }),
});

export const { useWhyQuery, useSearchRecordsQuery, useLinkMessageMutation, useUnlinkMessageMutation, useLookEarlierMutation, useNoteLinkedMutation } = linksApi;
