import { getFetchClient } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { PLUGIN_ID } from '../plugin-id';

/** Content types that take part, with the paths of their addresses. */
type Participation = ReadonlyMap<string, readonly string[]>;

let asked: Promise<Participation> | null = null;

/** The content types that take part, asked for once; a failure is forgotten, so that the next page asks again. */
function participatingTypes(): Promise<Participation> {
  asked ??= Promise.all([getFetchClient().get(`/${PLUGIN_ID}/record-types`), import('../../../shared/contracts')])
    .then(([{ data }, { recordTypesSchema }]) => new Map(recordTypesSchema.parse(data).types.map(({ uid, fields }) => [uid, fields])))
    .catch((thrown: unknown) => {
      asked = null;
      throw thrown;
    });
  return asked;
}

/** Where records of this type hold their addresses. Null where they have no mail history, until that is known, and when it cannot be known. */
export function useAddressFields(recordType: string, mayAsk: boolean): readonly string[] | null {
  const [fields, setFields] = useState<readonly string[] | null>(null);
  useEffect(() => {
    let current = true;
    setFields(null);
    if (!mayAsk) return undefined;
    participatingTypes().then(
      (types) => current && setFields(types.get(recordType) ?? null),
      // The record's page is not ours: without an answer there is no panel, and nothing else is disturbed.
      () => undefined
    );
    return () => {
      current = false;
    };
  }, [recordType, mayAsk]);
  return fields;
}
