import {
  conversationSchema, messageHeadersSchema, messagePeopleSchema, noteSchema, okSchema, savedPartSchema,
  type AddNoteInput, type CenterItem, type MessageHeadersDto, type NoteDto, type SavedPartDto,
} from '../../../shared/contracts';
import { centerApi, url } from './center-api';

/** The messages of a conversation that the person sees, oldest first, with their internal notes. */
export interface Conversation {
  items: CenterItem[];
  notes: NoteDto[];
  /** Whether there are more than are read at once. */
  cut: boolean;
}

/** A conversation is shown whole up to so many pages of 200. */
const PAGES = 5;
const message = (id: string, rest: string) => url(`/messages/${encodeURIComponent(id)}${rest}`);

/** What the reader asks for beside the message itself. */
const readerApi = centerApi.enhanceEndpoints({ addTagTypes: ['EmailCenterConversation', 'EmailCenterViews', 'EmailCenterWork'] }).injectEndpoints({
  endpoints: (build) => ({
    conversation: build.query<Conversation, string>({
      async queryFn(id, _api, _options, baseQuery) {
        const read: Conversation = { items: [], notes: [], cut: false };
        let cursor: string | undefined;
        for (let page = 0; page < PAGES; page += 1) {
          const answer = await baseQuery({ method: 'GET', url: url(`/messages/${encodeURIComponent(id)}/conversation`, { cursor }) });
          if (answer.error) return { error: answer.error };
          const { items, notes, next } = conversationSchema.parse(answer.data);
          read.items.push(...items);
          read.notes.push(...notes.filter((note) => read.notes.every((known) => known.id !== note.id)));
          if (next === null) return { data: read };
          cursor = next;
        }
        return { data: { ...read, cut: true } };
      },
      // Whatever happens to messages, here or elsewhere, makes the numbers of the views be read again, and these with them.
      providesTags: ['EmailCenterConversation', 'EmailCenterViews', 'EmailCenterWork'],
    }),
    messageHeaders: build.query<MessageHeadersDto, string>({
      query: (id) => ({ method: 'GET', url: message(id, '/headers') }),
      transformResponse: (answer: unknown) => messageHeadersSchema.parse(answer),
      keepUnusedDataFor: 10,
    }),
    messagePeople: build.query<{ id: number; name: string }[], string>({
      query: (id) => ({ method: 'GET', url: message(id, '/people') }),
      transformResponse: (answer: unknown) => messagePeopleSchema.parse(answer).people,
      keepUnusedDataFor: 30,
    }),
    addNote: build.mutation<NoteDto, AddNoteInput & { messageId: string }>({
      query: ({ messageId, ...data }) => ({ method: 'POST', url: message(messageId, '/notes'), data }),
      transformResponse: (answer: unknown) => noteSchema.parse(answer),
      invalidatesTags: ['EmailCenterConversation'],
    }),
    removeNote: build.mutation<unknown, string>({
      query: (id) => ({ method: 'DELETE', url: url(`/notes/${encodeURIComponent(id)}`) }),
      transformResponse: (answer: unknown) => okSchema.parse(answer),
      invalidatesTags: ['EmailCenterConversation'],
    }),
    savePart: build.mutation<SavedPartDto['file'], { messageId: string; partNumber: string; folder: number | null }>({
      query: ({ messageId, partNumber, folder }) => ({ method: 'POST', url: message(messageId, `/parts/${encodeURIComponent(partNumber)}/save`), data: { folder } }),
      transformResponse: (answer: unknown) => savedPartSchema.parse(answer).file,
    }),
  }),
});

export const {
  useConversationQuery, useMessageHeadersQuery, useLazyMessagePeopleQuery, useAddNoteMutation, useRemoveNoteMutation, useSavePartMutation,
} = readerApi;
