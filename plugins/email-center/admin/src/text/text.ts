import { useIntl } from 'react-intl';
import { useMemo } from 'react';
import { PLUGIN_ID } from '../plugin-id';
import type en from '../translations/en';

export type TextKey = keyof typeof en;
export type TextValues = Record<string, string | number | Date | boolean | null | undefined>;
export type Text = ((key: TextKey, values?: TextValues) => string) & {
  /** For keys made from data of the server: null when there is no such text, so that the caller says something else. */
  maybe(key: string, values?: TextValues): string | null;
};

/** The panel's texts in the user's language. Keys are checked by the compiler against the English file. */
export function useText(): Text {
  const intl = useIntl();
  return useMemo(() => {
    const format = (key: string, values?: TextValues) => intl.formatMessage({ id: `${PLUGIN_ID}.${key}`, defaultMessage: key }, values);
    const maybe = (key: string, values?: TextValues) => (intl.messages[`${PLUGIN_ID}.${key}`] === undefined ? null : format(key, values));
    return Object.assign((key: TextKey, values?: TextValues) => format(key, values), { maybe });
  }, [intl]);
}
