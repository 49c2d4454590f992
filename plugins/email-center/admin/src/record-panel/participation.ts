import { getFetchClient } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { PLUGIN_ID } from '../plugin-id';

let asked: Promise<ReadonlySet<string>> | null = null;

/** The content types that take part, asked for once; a failure is forgotten, so that the next page asks again. */
function participatingTypes(): Promise<ReadonlySet<string>> {
  asked ??= Promise.all([getFetchClient().get(`/${PLUGIN_ID}/record-types`), import('../../../shared/contracts')])
    .then(([{ data }, { recordTypesSchema }]) => new Set(recordTypesSchema.parse(data).types.map(({ uid }) => uid)))
    .catch((thrown: unknown) => {
      asked = null;
      throw thrown;
    });
  return asked;
}

/** Whether records of this type have a mail history. Until that is known, and when it cannot be known: no. */
export function useTakesPart(recordType: string, mayAsk: boolean): boolean {
  const [takesPart, setTakesPart] = useState(false);
  useEffect(() => {
    let current = true;
    setTakesPart(false);
    if (!mayAsk) return undefined;
    participatingTypes().then(
      (types) => current && setTakesPart(types.has(recordType)),
      // The record's page is not ours: without an answer there is no panel, and nothing else is disturbed.
      () => undefined
    );
    return () => {
      current = false;
    };
  }, [recordType, mayAsk]);
  return takesPart;
}
