import type { DefaultTheme } from 'styled-components';

/**
 * On which ground the browser draws what it draws itself: calendars of date fields, boxes to tick. By the scheme that the theme is based
 * on, so that it holds whatever colours a theme of one's own has.
 */
export const nativeGround = ({ theme }: { theme: DefaultTheme }): string => `color-scheme: ${theme.colorScheme};`;
