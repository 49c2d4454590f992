/** The panel has the colours of Strapi's theme and no others, so that dark mode and themes of one's own hold. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ADMIN = path.resolve(__dirname, '../admin/src');

/** What has colours of its own, each with its reason. */
const OWN: { file: string; colours: string[]; because: string }[] = [
  { file: 'text/mail-document.ts', colours: ['#fff', '#212134', '#dcdce4', '#fae7b9'], because: 'what is in the frame of a message stands on white paper, out of reach of the theme' },
  { file: 'text/print-document.ts', colours: ['#000', '#fff', '#999', '#555', '#bbb'], because: 'it is printed' },
  { file: 'pages/Reader/MessageBody.tsx', colours: ['white'], because: 'the paper behind that frame, before and below what it shows' },
  { file: 'pages/Settings/templates/TemplatePreview.tsx', colours: ['white'], because: 'the same for a template' },
  { file: 'pages/Compose/editor/sheet.ts', colours: ['white'], because: 'the same for the original below an answer' },
];

const NAMED = 'white|black|red|green|blue|gr[ae]y|orange|yellow|purple|pink|brown|silver|navy|teal|maroon|olive|lime|aqua|fuchsia|gold|crimson|tomato';
const PROPERTY = String.raw`(?:color|background|border|outline|fill|stroke|shadow|Color)(?:-[a-z-]+)?['"]?\s*[:=]\s*\{?['"\`]?`;
const WRITTEN = new RegExp(String.raw`#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?![0-9a-z_-])|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(|(?<=${PROPERTY}[^;'"\n$]{0,40}?)\b(?:${NAMED})\b(?![-\w])`, 'gi');
/** A theme told by one of its colours: another theme has another. */
const SNIFFED = /colors\.\w+\s*[!=]==?/;

/** Without what is only said about the code. */
const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
const coloursIn = (text: string): string[] => [...code(text).matchAll(WRITTEN)].map(([found]) => found.toLowerCase());

const sources = readdirSync(ADMIN, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file: file.split(path.sep).join('/'), text: readFileSync(path.join(ADMIN, file), 'utf8') }));

describe('the colours of the panel', () => {
  it('are those of the theme', () => {
    expect(sources.length).toBeGreaterThan(200);
    const found = sources.flatMap(({ file, text }) => {
      const allowed = OWN.find((own) => own.file === file)?.colours ?? [];
      return coloursIn(text).filter((colour) => !allowed.includes(colour)).map((colour) => `${file}: ${colour}`);
    });
    expect(found).toEqual([]);
  });

  it('are never asked which theme it is', () => {
    expect(sources.filter(({ text }) => SNIFFED.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('are its own only where that is still so', () => {
    for (const { file, colours } of OWN) expect([file, [...new Set(coloursIn(sources.find((one) => one.file === file)?.text ?? ''))].sort()]).toEqual([file, [...colours].sort()]);
  });
});

describe('the reading of colours', () => {
  it.each([
    ['color: #fff;', '#fff'], ['border: 1px solid #DCDCE4;', '#dcdce4'], ['background: rgba(0, 0, 0, 0.5);', 'rgba('], ['background: white;', 'white'], ['outline: 2px solid red;', 'red'],
    ["style={{ color: 'gray' }}", 'gray'], ['<path fill="black" />', 'black'], ['<Box background="white" />', 'white'],
  ])('finds the one in %s', (text, colour) => expect(coloursIn(text)).toEqual([colour]));

  it.each([
    'white-space: nowrap;', 'background: ${({ theme }) => theme.colors.neutral0};', 'background: transparent;', '<Box color="warning600" />', "keys: ['#']", '/* red is what is dangerous */', '// color: red', "const to = '#settings';",
  ])('finds none in %s', (text) => expect(coloursIn(text)).toEqual([]));

  it('finds a theme told by a colour', () => expect("theme.colors.neutral0 === '#ffffff' ? 'light' : 'dark'").toMatch(SNIFFED));
});
