import type { KeysetPage } from './center-api';

/** Asks for one page: the first one, or that after a cursor. Those of one list share a query hook. */
export type Load<T> = (cursor: string | undefined) => Promise<KeysetPage<T>>;

export interface PagesInTurn<T> {
  /** The first page of a list that begins anew, at once. What was asked for before is not wanted any more. */
  begin(load: Load<T>): Promise<KeysetPage<T>>;
  /** A page of the same list, after what is being asked for. Rejects with an `AbortError` when the list began anew meanwhile. */
  read(load: Load<T>, cursor: string | undefined): Promise<KeysetPage<T>>;
}

/** Pages of one list, one after the other: a query hook forgets what it was asking for when it is asked for something else, and that page would be lost. */
export function createPagesInTurn<T>(): PagesInTurn<T> {
  let running: Promise<unknown> = Promise.resolve();
  let begun = 0;
  return {
    begin(load) {
      begun += 1;
      const answer = pageBy(load, undefined);
      running = answer;
      return answer;
    },
    read(load, cursor) {
      const ofList = begun;
      const ask = (): Promise<KeysetPage<T>> => (ofList === begun ? pageBy(load, cursor) : Promise.reject(notWanted()));
      const answer = running.then(ask, ask);
      running = answer;
      return answer;
    },
  };
}

/** Rejects as what was aborted does where nothing comes: what was asked for before a sign-out, or before the hook was asked for something else, resolves all the same. */
async function pageBy<T>(load: Load<T>, cursor: string | undefined): Promise<KeysetPage<T>> {
  const page: KeysetPage<T> | undefined = await load(cursor);
  if (page === undefined) throw notWanted();
  return page;
}

const notWanted = (): DOMException => new DOMException('This page is not wanted any more.', 'AbortError');
