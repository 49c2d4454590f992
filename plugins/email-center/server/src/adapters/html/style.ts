/** Inline styles: what mail needs for its layout, and nothing that fetches, overlays or runs. */

/** Whether remote content may be loaded, and how much of it was not. */
export interface RemotePolicy {
  allowed: boolean;
  blocked: number;
}

/** `position`, `z-index`, `transform`, `content`, `behavior`, `filter` and the like are missing on purpose. */
const PROPERTIES = new Set([
  'color', 'background', 'background-color', 'background-image', 'background-position', 'background-repeat', 'background-size',
  'border-collapse', 'border-spacing', 'caption-side', 'clear', 'direction', 'display', 'empty-cells', 'float', 'height', 'letter-spacing',
  'line-height', 'list-style', 'list-style-type', 'list-style-position', 'max-height', 'max-width', 'min-height', 'min-width', 'overflow',
  'overflow-wrap', 'table-layout', 'unicode-bidi', 'vertical-align', 'visibility', 'white-space', 'width', 'word-break', 'word-spacing', 'word-wrap', 'hyphens', 'box-sizing',
]);
const PROPERTY_FAMILIES = /^(?:font|text|margin|padding|border)(?:-[a-z]+)*$/;
const SAFE_VALUE = /^(?:[\w\s#%.,!+\-/'"]|(?:rgba?|hsla?|calc)\([\w\s.,%+\-*/]{0,100}\))*$/i;
const REMOTE_URL = /^\s*["']?(https?:\/\/[\w.~:/?#@!$&*+,=%[\]-]{1,2000})["']?\s*$/i;
/** The panel's policy lets images be loaded over https only; most servers of http addresses answer there, too. */
export const encrypted = (url: string): string => url.replace(/^http:/i, 'https:');

const MAX_DECLARATIONS = 200;
const MAX_VALUE = 2500;

/** The declarations that may stay, as a style attribute; '' when none may. */
export function cleanStyle(style: string, remote: RemotePolicy): string {
  const kept: string[] = [];
  for (const declaration of withoutComments(style).split(';', MAX_DECLARATIONS)) {
    const colon = declaration.indexOf(':');
    if (colon === -1) continue;
    const property = declaration.slice(0, colon).trim().toLowerCase();
    const value = cleanValue(property, declaration.slice(colon + 1).trim(), remote);
    if (value !== '') kept.push(`${property}: ${value}`);
  }
  return kept.join('; ');
}

function cleanValue(property: string, value: string, remote: RemotePolicy): string {
  if (value.length > MAX_VALUE) return '';
  // An escape can spell any forbidden word.
  if (value.includes('\\')) return '';
  const known = PROPERTIES.has(property) || PROPERTY_FAMILIES.test(property);
  const url = /url\s*\(/i.exec(value);
  if (!url) return known && SAFE_VALUE.test(value) && !isOddDisplay(property, value) ? value : '';
  return cleanUrlValue(known && property.startsWith('background'), value, url.index + url[0].length, remote);
}

/** A value with one url(): kept when remote content is allowed, else the rest of the value. */
function cleanUrlValue(mayHaveUrl: boolean, value: string, from: number, remote: RemotePolicy): string {
  const end = value.indexOf(')', from);
  const inner = end === -1 ? value.slice(from) : value.slice(from, end);
  const found = REMOTE_URL.exec(inner);
  if (/^\s*["']?\s*(?:https?:)?\/\//i.test(inner) && !(remote.allowed && found)) remote.blocked += 1;
  if (!mayHaveUrl || end === -1) return '';
  const before = value.slice(0, value.toLowerCase().lastIndexOf('url', from));
  const after = value.slice(end + 1);
  if (!SAFE_VALUE.test(before) || !SAFE_VALUE.test(after)) return '';
  if (remote.allowed && found) return `${before}url("${encrypted(found[1]!)}")${after}`;
  return `${before} ${after}`.trim();
}

/** Display values that only overlays and scripts need are not among these. */
const DISPLAYS = /^(?:none|block|inline|inline-block|table|inline-table|table-(?:row|cell|column|caption|row-group|header-group|footer-group|column-group)|list-item)(?:\s*!important)?$/i;

function isOddDisplay(property: string, value: string): boolean {
  return property === 'display' && !DISPLAYS.test(value);
}

function withoutComments(style: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const open = style.indexOf('/*', at);
    if (open === -1) return out + style.slice(at);
    out += style.slice(at, open);
    const close = style.indexOf('*/', open + 2);
    if (close === -1) return out;
    at = close + 2;
  }
}
